"""The rule as data: packs, their checks, and the working-day arrangements."""
