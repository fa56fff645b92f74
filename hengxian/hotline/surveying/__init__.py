"""网上评价: who is asked, by which link, and what was answered (11.2.2.2)."""
