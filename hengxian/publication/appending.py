"""Appending to the folder of facts: under a lock, signed, chained, durable, and published all at once."""

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from hengxian.publication.canonical import canonical
from hengxian.publication.digests import digest_of
from hengxian.publication.facts import Body, KeyNotice
from hengxian.publication.faults import FactRefused, FolderFault
from hengxian.publication.folder import (
    SEGMENT,
    Head,
    content_of,
    first_of_segment,
    head_of,
    segment_of,
    signed_text,
    sync_folder,
    write_head,
)
from hengxian.publication.signing import Signer


@dataclass(frozen=True)
class Draft:
    """A fact before it is published; `id` is the caller's own and `at` carries an offset."""

    id: str
    at: datetime
    body: Body


def found(folder: Path, signer: Signer, at: datetime) -> Head:
    """Begin a folder, or leave a begun one as it is: the first fact announces the first key."""
    key = signer.public_key
    notice = KeyNotice(key_id=key.key_id, algorithm=key.algorithm, public_key=key.raw.hex(), state="启用")
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        head = head_of(folder)
        if head.sequence:
            return head
        return _extend(
            folder, replace(head, keys=(key.key_id,)), [Draft(f"key-{key.key_id}", at, notice)], signer
        )


def append(folder: Path, drafts: Sequence[Draft], signer: Signer, first: int | None = None) -> Head:
    """Publish the facts, all or none; gives the new head, on the disk when this returns.

    With `first` (the sequence the first draft must get) a repeated call is harmless: what already stands there is left,
    and FactRefused is raised when something else does. A body keeps its drafts in an outbox numbered like that, writes
    them in the transaction of the act (T31), and calls this until it returns.
    FactRefused also for an `at` without offset and a key the folder has not announced.
    """
    with _locked(folder):
        head = head_of(folder)
        if signer.public_key.key_id not in head.keys:
            raise FactRefused(f"签名密钥 {signer.public_key.key_id} 尚未在公布文件夹中启用，不能公布")
        expected = head.sequence + 1 if first is None else first
        if expected > head.sequence + 1:
            raise FactRefused(f"公布不能跳号：应从第 {head.sequence + 1} 条起，给出的是第 {expected} 条")
        kept = head.sequence + 1 - expected
        _expect_same(folder, drafts[:kept], expected)
        return _extend(folder, head, drafts[kept:], signer)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _extend(folder: Path, head: Head, drafts: Sequence[Draft], signer: Signer) -> Head:
    if not drafts:
        return head
    _cut_unpublished(folder, head)
    lines, keys = [], head.keys
    sequence, digest = head.sequence, head.digest
    for sequence, draft in enumerate(drafts, head.sequence + 1):
        line = _line(draft, sequence, digest, signer)
        digest = line["digest"]
        keys = _keys_after(keys, draft.body)
        lines.append((sequence, canonical(line) + b"\n"))
    size = _write(folder, lines)
    new = Head(sequence, digest, drafts[-1].at.isoformat(), size, keys)
    write_head(folder, new)
    return new


def _line(draft: Draft, sequence: int, previous: str, signer: Signer) -> dict[str, Any]:
    if draft.at.utcoffset() is None:
        raise FactRefused(f"公布事项 {draft.id} 的时间须带时区")
    line: dict[str, Any] = {
        "sequence": sequence,
        "id": draft.id,
        "kind": draft.body.kind,
        "at": draft.at.isoformat(),
        "body": draft.body.plain(),
        "previous": previous,
    }
    digest = digest_of(line)
    signature = signer.sign(signed_text(digest)).hex()
    return {**line, "digest": digest, "key": signer.public_key.key_id, "signature": signature}


def _write(folder: Path, lines: list[tuple[int, bytes]]) -> int:
    """Append the lines to their segments and bring them to the disk; the size of the last segment."""
    size = 0
    for _, part in groupby(lines, lambda line: first_of_segment(line[0])):
        together = list(part)
        path = segment_of(folder, together[0][0])
        path.parent.mkdir(exist_ok=True)
        with path.open("ab") as file:
            file.write(b"".join(raw for _, raw in together))
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        sync_folder(path.parent)
    return size


def _cut_unpublished(folder: Path, head: Head) -> None:
    """Take away what a killed writer left beyond the head; FolderFault when published bytes are missing."""
    for path in sorted((folder / "segments").glob("*.jsonl")):
        if int(path.stem) > max(head.sequence, 0):
            path.unlink()
    if not head.sequence:
        return
    path = segment_of(folder, head.sequence)
    if not path.exists() or path.stat().st_size < head.size:
        raise FolderFault(f"公布文件 {path.name} 被截断：应有 {head.size} 字节，不能续写")
    with path.open("r+b") as file:
        file.truncate(head.size)


def _expect_same(folder: Path, drafts: Sequence[Draft], first: int) -> None:
    for sequence, draft in enumerate(drafts, first):
        with segment_of(folder, sequence).open("rb") as file:
            raw = file.read().splitlines()[(sequence - 1) % SEGMENT]
        standing = content_of(json.loads(raw))
        given = {
            "id": draft.id,
            "kind": draft.body.kind,
            "at": draft.at.isoformat(),
            "body": draft.body.plain(),
        }
        if {name: standing[name] for name in given} != given:
            raise FactRefused(f"第 {sequence} 条已公布为 {standing['id']}，不能再公布为 {draft.id}")


def _keys_after(keys: tuple[str, ...], body: Body) -> tuple[str, ...]:
    if not isinstance(body, KeyNotice):
        return keys
    others = tuple(key for key in keys if key != body.key_id)
    return (*others, body.key_id) if body.state == "启用" else others
