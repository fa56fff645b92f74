"""Reports of the hotline: figures from records and kept evaluations, beside the year before, as papers (10.6)."""
