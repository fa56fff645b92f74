"""Backup of a whole site and its restoring: database, files, keys and published facts under one manifest (G-15)."""
