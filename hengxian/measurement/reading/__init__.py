"""From files to typed tables: the reading rules of dataset.md, each in its own module."""
