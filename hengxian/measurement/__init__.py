"""What the data say: any hotline's files in, counted figures with their misses out."""
