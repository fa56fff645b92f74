"""The tables of the records, as they came about."""
