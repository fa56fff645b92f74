"""SHA-256 and SM3 of the same bytes in one pass: one the world checks, one the national rules ask for (G-9, G-23)."""

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SM3, Hash


@dataclass(frozen=True)
class Digests:
    """Both digests in lower-case hex."""

    sha256: str
    sm3: str


class Digesting:
    """Takes the bytes block by block."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._sha256 = hashlib.sha256()
        self._sm3 = Hash(SM3())  # hashlib has SM3 only where OpenSSL was built with it

    def take(self, block: bytes) -> None:
        """The next block."""
        self._sha256.update(block)
        self._sm3.update(block)

    def finish(self) -> Digests:
        """Both digests; nothing can be taken afterwards."""
        return Digests(self._sha256.hexdigest(), self._sm3.finalize().hex())


def digest_bytes(raw: bytes) -> Digests:
    """Both digests of bytes at hand."""
    digesting = Digesting()
    digesting.take(raw)
    return digesting.finish()
