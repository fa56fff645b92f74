"""What leaves for other systems: signed messages in rounds, to addresses that somebody registered."""
