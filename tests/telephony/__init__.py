"""Telephones: decisions, logs of other switches, and a few real calls."""
