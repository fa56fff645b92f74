"""Hotline operations by GB/T 33358-2016: contacts, work orders, supervision, follow-up, knowledge, self-assessment."""
