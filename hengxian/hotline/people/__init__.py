"""The hotline's people: typing tests, who is on duty when, and what their registers compute."""
