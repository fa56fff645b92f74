"""The invented body of `bin/run`: its people, its settings, a client, and one hotline's way to a certificate.

Everything is done through the same acts as on the pages, by the persons who may do it; nobody here exists.
"""
