"""The figures, declared once: in words, as a formula and as code; the manual and the SQL come from here."""
