"""Figures: datasets, board, reports, topics."""
