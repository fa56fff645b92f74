"""Questions asked of the records, without changing any."""
