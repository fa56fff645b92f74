"""The digest of a text, where identity rests on content."""

import hashlib


def digest_text(text: str) -> str:
    """SHA-256 (hex) of the text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
