"""Notices: telling accounts, roles and organisations, in the platform and by mail (G-18)."""
