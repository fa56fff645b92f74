"""Template tags of the common pages."""
