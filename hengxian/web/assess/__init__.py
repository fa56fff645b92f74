"""The room of those who assess their own hotline (part D)."""
