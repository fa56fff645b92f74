"""The room of the clerks of handling units."""
