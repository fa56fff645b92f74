"""Reminders: who is told what before and after a limit; computed from the pack's table, told once (A-20)."""
