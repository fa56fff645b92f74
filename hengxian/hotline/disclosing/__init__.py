"""Figures for the public: breakdowns in which nobody can be told from a small number (11.3.1.2)."""
