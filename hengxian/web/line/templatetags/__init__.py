"""Filters of the hotline's templates."""
