"""What many people call about at once: concentrated matters, and words that rise (10.6.2)."""
