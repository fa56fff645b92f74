"""质检: what may be drawn, what was judged, and what comes of it (11.1.2.3)."""
