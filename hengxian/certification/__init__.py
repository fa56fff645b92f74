"""Certification: from an application to a certificate, and what happens to it afterwards."""
