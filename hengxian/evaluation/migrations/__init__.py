"""How the tables of evaluations came to be."""
