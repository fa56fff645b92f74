"""归档: the catalogue of what is kept, how complete it is, copies for others, and what is destroyed (10.5)."""
