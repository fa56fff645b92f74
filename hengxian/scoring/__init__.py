"""What the figures are worth under a named profile: leaf scores, totals as intervals (13.1, appendix C)."""
