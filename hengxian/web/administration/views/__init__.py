"""Pages of accounts, and of the journal."""
