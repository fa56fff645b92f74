"""Pages of board, reports, topics, staffing, datasets."""
