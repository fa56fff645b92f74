"""Registers (台账): one mechanism that checks, keeps, searches for gaps in and exports every register of the pack."""
