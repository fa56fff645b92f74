"""Signatures over published facts: Ed25519 here, and a place for a signing server of another algorithm (SM2)."""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from hengxian.publication.encodings import base58
from hengxian.publication.faults import KeyFault

ED25519 = "Ed25519"


@dataclass(frozen=True)
class PublicKey:
    """A key to verify with; `key_id` is the first 16 hex digits of the digest of algorithm and key."""

    algorithm: str
    raw: bytes

    @property
    def key_id(self) -> str:
        """The name under which signatures cite the key."""
        return hashlib.sha256(self.algorithm.encode() + b"\0" + self.raw).hexdigest()[:16]

    @property
    def did(self) -> str:
        """The `did:key` of an Ed25519 key; KeyFault for another algorithm, which has none."""
        if self.algorithm != ED25519:
            raise KeyFault(f"{self.algorithm} 公钥没有 did:key 形式，应为 {ED25519}")
        return "did:key:z" + base58(b"\xed\x01" + self.raw)

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Whether the signature is this key's over the message; KeyFault for an algorithm nobody registered."""
        if self.algorithm not in VERIFIERS:
            raise KeyFault(f"没有登记 {self.algorithm} 的验证方法")
        return VERIFIERS[self.algorithm](self.raw, message, signature)


def key_ring(listed: Iterable[Mapping[str, str]]) -> dict[str, PublicKey]:
    """Keys by id, from entries with `id`, `algorithm`, `public_key` (hex), as keys.json of the register lists them.

    KeyFault when an id is not its key's.
    """
    keys = {
        entry["id"]: PublicKey(entry["algorithm"], bytes.fromhex(entry["public_key"])) for entry in listed
    }
    if wrong := [key_id for key_id, key in keys.items() if key.key_id != key_id]:
        raise KeyFault(f"公钥与其编号不符：{wrong[0]}")
    return keys


class Signer(Protocol):
    """Whoever signs: a key file, or an adapter to a signing server or card that never shows its private key."""

    @property
    def public_key(self) -> PublicKey:
        """The key its signatures are verified with."""

    def sign(self, message: bytes) -> bytes:
        """The raw signature over the message."""


class KeyFile:
    """An Ed25519 private key in a PEM file that only its owner can read."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        """Hold the key; use `create` or `load`."""
        self._private = private

    @classmethod
    def create(cls, path: Path) -> "KeyFile":
        """A new key in a new file of mode 0600; FileExistsError rather than overwrite a key."""
        private = Ed25519PrivateKey.generate()
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
            file.flush()
            os.fsync(file.fileno())
        return cls(private)

    @classmethod
    def load(cls, path: Path) -> "KeyFile":
        """The key of a file; KeyFault when others may read it or it holds no Ed25519 key."""
        if path.stat().st_mode & 0o077:
            raise KeyFault(f"签名密钥 {path.name} 可被他人读取，权限应为 0600")
        try:
            private = load_pem_private_key(path.read_bytes(), None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise KeyFault(f"{path.name} 不是未加密的 PEM 私钥文件") from None
        if not isinstance(private, Ed25519PrivateKey):
            raise KeyFault(f"{path.name} 不是 {ED25519} 私钥")
        return cls(private)

    @property
    def public_key(self) -> PublicKey:
        """The public half."""
        return PublicKey(ED25519, self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def sign(self, message: bytes) -> bytes:
        """64 bytes."""
        return self._private.sign(message)


def _verify_ed25519(raw: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


VERIFIERS: dict[str, Callable[[bytes, bytes, bytes], bool]] = {ED25519: _verify_ed25519}
"""(raw key, message, signature) → is it valid, by algorithm; an installation with SM2 adds its own here."""
