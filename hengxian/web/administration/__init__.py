"""The three administrators' pages: accounts and roles, and the journal; no content of any case."""
