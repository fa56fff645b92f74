"""Papers of a case, filled from its records: nothing in them is typed a second time (G-11)."""
