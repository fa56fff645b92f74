"""The knowledge base: editions and their validity, finding, citing, gaps (3.5, 10.2.1.1)."""
