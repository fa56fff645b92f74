"""Reports of the hotline: figures from records and kept evaluations, compared with the year before, as papers (10.6)."""
