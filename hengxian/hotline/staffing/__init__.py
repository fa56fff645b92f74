"""Seats against load: what an hour's calls need, and what the roster gives them (R9.1.2.2)."""
