"""A hotline's records as a dataset (dataset.md): the facts that figures need, and nobody's name, number or words."""
