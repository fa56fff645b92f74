"""Intake: how a contact comes in by each channel, who calls, and how an order is made from it (R3.2, 10.1)."""
