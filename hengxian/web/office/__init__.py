"""The office: where the body's staff works."""
