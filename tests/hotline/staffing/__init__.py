"""Staffing: queues and the week."""
