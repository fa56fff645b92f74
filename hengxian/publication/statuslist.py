"""W3C Bitstring Status Lists: the published status of every certificate as bits, in lists of 131,072 certificates.

Three lists a block: `suspension` and `revocation` (撤销 and 注销: it never comes back) for any reader, and `message`
with two bits that say which of the four statuses it is.
"""

import gzip
from typing import Any

from hengxian.publication.encodings import base64url, from_base64url
from hengxian.publication.facts.certificates import Status

BLOCK = 131_072
"""Certificates a list: the smallest the standard allows, so that a list tells nothing about who looks."""

STATUSES: tuple[Status, ...] = ("有效", "暂停", "撤销", "注销")
_WIDTHS = {"suspension": 1, "revocation": 1, "message": 2}
_VALUES: dict[str, dict[Status, int]] = {
    "suspension": {"暂停": 1},
    "revocation": {"撤销": 1, "注销": 1},
    "message": {status: value for value, status in enumerate(STATUSES)},
}


def list_names(index: int) -> dict[str, str]:
    """The names of the three lists that hold a certificate, by purpose: `message` → `message-0`."""
    return {purpose: f"{purpose}-{index // BLOCK}" for purpose in _WIDTHS}


def entries(index: int, base: str) -> list[dict[str, Any]]:
    """The `credentialStatus` of a certificate; `base` is the address under which the lists are served."""
    return [
        {
            "id": f"{base}/{name}.json#{index % BLOCK}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": purpose,
            "statusListIndex": str(index % BLOCK),
            "statusListCredential": f"{base}/{name}.json",
            **(_messages() if purpose == "message" else {}),
        }
        for purpose, name in list_names(index).items()
    ]


def empty(purpose: str) -> bytes:
    """The bits of a list in which nobody stands yet."""
    return bytes(BLOCK * _WIDTHS[purpose] // 8)


def with_status(bits: bytes, purpose: str, index: int, status: Status) -> bytes:
    """The bits after a certificate took a status; the first certificate is the leftmost bit."""
    width, value = _WIDTHS[purpose], _VALUES[purpose].get(status, 0)
    place, changed = (index % BLOCK) * width, bytearray(bits)
    for offset in range(width):
        byte, bit = divmod(place + offset, 8)
        mask = 0x80 >> bit
        is_set = value >> (width - 1 - offset) & 1
        changed[byte] = changed[byte] | mask if is_set else changed[byte] & ~mask
    return bytes(changed)


def value_at(bits: bytes, purpose: str, index: int) -> int:
    """The value that stands for a certificate."""
    width = _WIDTHS[purpose]
    place, value = (index % BLOCK) * width, 0
    for offset in range(width):
        byte, bit = divmod(place + offset, 8)
        value = value << 1 | (bits[byte] >> (7 - bit) & 1)
    return value


def encode(bits: bytes) -> str:
    """Multibase base64url of the gzipped bits; the same bits always give the same text."""
    return "u" + base64url(gzip.compress(bits, mtime=0))


def decode(text: str) -> bytes:
    """The bits of an `encodedList`."""
    return gzip.decompress(from_base64url(text.removeprefix("u")))


def _messages() -> dict[str, Any]:
    meanings = [{"status": hex(value), "message": status} for value, status in enumerate(STATUSES)]
    return {"statusSize": 2, "statusMessage": meanings}
