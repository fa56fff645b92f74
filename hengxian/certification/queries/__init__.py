"""Named reads, a file for each page's needs."""
