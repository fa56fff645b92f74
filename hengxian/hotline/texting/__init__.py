"""Telling citizens by SMS: what is told, to whom, the gateway, its receipts (R3.2, docs/hotline/sms.md)."""
