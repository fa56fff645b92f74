"""How a site is put together: its settings, addresses and doors; the only room that sees all others."""
