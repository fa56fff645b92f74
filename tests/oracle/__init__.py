"""A second, naive reading of dataset.md and indicators.md, written from the contracts alone."""
