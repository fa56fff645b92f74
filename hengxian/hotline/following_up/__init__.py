"""回访: which closed orders are followed up, by when, and what was answered (10.4)."""
