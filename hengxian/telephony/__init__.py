"""Telephones: a small switch of our own, and readers of other switches' logs; both tell docs/hotline/exchange.md."""
