"""Published facts: their format, their signatures and the append-only folder they stand in. Knows no Django."""
