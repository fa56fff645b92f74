"""The parts all pages are made of: shells, fields, tables, marks; no room's own words."""
