"""The hash chain, without a database: how an entry is digested, and how a run of entries is checked.

The standalone verifier and the server use this file alike, so a stranger repeats what the server claims.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

GENESIS = "0" * 64
# What an entry's digest covers, beside its predecessor's digest. `detail` stands for facts, before and after,
# so that personal data in them can be erased by an approved act while the chain still verifies.
COVERED = (
    "sequence", "at", "person", "account", "actor", "roles", "verb", "object_kind", "object_id", "story",
    "from_state", "to_state", "reason", "detail", "content",
)  # fmt: skip


def canonical(value: Any) -> str:
    """JSON with sorted keys, no blanks, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: Any) -> str:
    """SHA-256 (hex) of the canonical JSON."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def entry_digest(entry: Mapping[str, Any], previous: str) -> str:
    """The digest that seals an entry to its predecessor. KeyError if a covered field is absent."""
    return digest({"previous": previous, **{name: entry[name] for name in COVERED}})


def detail_digest(detail: Mapping[str, Any], salt: str) -> str:
    """The digest of the facts of an entry; the salt keeps a guess at erased data from being confirmed."""
    return digest({"salt": salt, "detail": detail})


def merkle_root(digests: Iterable[str]) -> str:
    """The root over entry digests in order; an odd one rises unchanged. The root of nothing is GENESIS."""
    level = [bytes.fromhex(value) for value in digests]
    if not level:
        return GENESIS
    while len(level) > 1:
        pairs = [level[n : n + 2] for n in range(0, len(level), 2)]
        level = [
            hashlib.sha256(b"\x01" + pair[0] + pair[1]).digest() if pair[1:] else pair[0] for pair in pairs
        ]
    return level[0].hex()


def faults(entries: Iterable[Mapping[str, Any]], previous: str = GENESIS, after: int = 0) -> Iterator[str]:
    """One sentence for the first place where the chain breaks; nothing when it is whole (完整).

    Entries are mappings in order of sequence, each with `digest`, and with `facts` and `salt` unless erased.
    The chain cannot be trusted past a break, so checking ends there.
    """
    for entry in entries:
        after += 1
        if sentence := _fault(entry, previous, after):
            yield sentence
            return
        previous = entry["digest"]


def _fault(entry: Mapping[str, Any], previous: str, expected: int) -> str | None:
    if entry["sequence"] != expected:
        return f"第 {expected} 条不存在，其后是第 {entry['sequence']} 条"
    if entry_digest(entry, previous) != entry["digest"]:
        return f"第 {expected} 条被改动：与其摘要不符"
    if entry.get("facts") is not None and detail_digest(entry["facts"], entry["salt"]) != entry["detail"]:
        return f"第 {expected} 条的内容被改动：与其摘要不符"
    return None
