"""Digests of files and values; SM3 comes from `cryptography`, since not every Python has it in hashlib."""

import hashlib
from typing import Any

from cryptography.hazmat.primitives import hashes

from hengxian.publication.canonical import canonical


def sha256_of(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def sm3_of(content: bytes) -> str:
    """SM3 in hex."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize().hex()


def digest_of(value: Any) -> str:
    """SHA-256 (hex) over the canonical JSON of a value."""
    return sha256_of(canonical(value))
