"""The room of the hotline's managers."""
