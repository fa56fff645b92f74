"""The command line: one of the two doors of the product, the only one that needs no database."""
