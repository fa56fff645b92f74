"""The API's tables over time."""
