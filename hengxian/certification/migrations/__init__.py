"""How the tables of certification came to be."""
