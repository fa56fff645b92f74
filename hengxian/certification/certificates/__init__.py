"""What a certificate shows, how it is put together from the case, and how it becomes paper and public fact (ch. 7)."""
