"""The tables of people, as they came to be."""
