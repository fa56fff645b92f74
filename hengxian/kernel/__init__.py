"""Instruments the whole house shares: exact quantities and the working clock."""
