"""Personal data: found in text, masked by default, kept from leaving by the tags of its fields (G-7, G-8, G-21)."""
