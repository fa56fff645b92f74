"""Webhooks: acts and notices told, signed and in order, to addresses that an administrator registered."""
