"""Making and keeping the index: reading facts into rows, finding words, and being up to date at every request."""
