"""督办: what calls for one, and what is done about it (10.2.3)."""
