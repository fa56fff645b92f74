"""Reading the folder of facts: every fact is checked against the chain and its signature before it is handed out."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from hengxian.publication.digests import digest_of
from hengxian.publication.facts import KINDS, Body, KeyNotice
from hengxian.publication.faults import FolderFault
from hengxian.publication.folder import (
    NOTHING,
    SEGMENT,
    content_of,
    first_of_segment,
    head_of,
    segment_of,
    signed_text,
)
from hengxian.publication.signing import PublicKey


@dataclass(frozen=True)
class Fact:
    """One published fact, verified; `body` is None for a kind this version does not know."""

    sequence: int
    id: str
    kind: str
    at: datetime
    body: Body | None
    digest: str
    key: str


@dataclass(frozen=True)
class Cursor:
    """How far a reader has come and which keys it trusts by now; keep it as JSON between readings.

    `anchor` is the id of the key the first fact must be signed with. Without one the folder's first key is trusted
    as found; every later key must have been announced by a fact under a key trusted before.
    """

    sequence: int = 0
    digest: str = NOTHING
    keys: dict[str, list[str]] = field(default_factory=dict)
    retired: tuple[str, ...] = ()
    anchor: str = ""

    def after(self, fact: Fact) -> "Cursor":
        """The cursor once the fact has been taken in."""
        moved = replace(self, sequence=fact.sequence, digest=fact.digest)
        if not isinstance(fact.body, KeyNotice):
            return moved
        notice = fact.body
        if notice.state == "停用":
            return replace(moved, retired=(*self.retired, notice.key_id))
        keys = {**self.keys, notice.key_id: [notice.algorithm, notice.public_key]}
        retired = tuple(one for one in self.retired if one != notice.key_id)
        return replace(moved, keys=keys, retired=retired)

    def key(self, key_id: str) -> PublicKey | None:
        """The public key of that id, retired or not."""
        found = self.keys.get(key_id)
        return PublicKey(found[0], bytes.fromhex(found[1])) if found else None

    def public_keys(self) -> dict[str, PublicKey]:
        """Every key announced so far, by id; retired ones too, since what they signed stays signed."""
        return {key_id: PublicKey(name, bytes.fromhex(raw)) for key_id, (name, raw) in self.keys.items()}


START = Cursor()


def read(folder: Path, after: Cursor = START) -> Iterator[Fact]:
    """The facts published since, oldest first, up to the head at the moment of asking.

    FolderFault names the first fact that is missing, altered, out of the chain or signed by a key not announced, and
    a folder that has fewer facts than were read before. Nothing after it is handed out.
    """
    head = head_of(folder)
    if head.sequence < after.sequence:
        raise FolderFault(f"公布文件夹被回退：已读到第 {after.sequence} 条，现只有 {head.sequence} 条")
    cursor = after
    while cursor.sequence < head.sequence:
        for line in _lines(folder, cursor.sequence + 1, head.sequence):
            fact = _verified(line, cursor)
            cursor = cursor.after(fact)
            yield fact
    if cursor.sequence == head.sequence and cursor.digest != head.digest:
        raise FolderFault(f"公布文件夹的 head.json 与第 {head.sequence} 条不一致：该条或其前的内容被改动")


def _lines(folder: Path, first: int, last: int) -> Iterator[dict[str, Any]]:
    """The rest of the segment in which `first` stands, no further than `last`."""
    path, start = segment_of(folder, first), first_of_segment(first)
    sequence = first - 1
    try:
        with path.open("rb") as file:
            for sequence, raw in enumerate(islice(file, first - start, last - start + 1), first):
                if not raw.endswith(b"\n"):
                    raise FolderFault(f"公布文件 {path.name} 在第 {sequence} 条处被截断")
                yield json.loads(raw)
    except FileNotFoundError:
        raise FolderFault(f"公布文件 {path.name} 缺失，应含第 {first} 条") from None
    except OSError:
        raise FolderFault(f"公布文件 {path.name} 不能读取") from None
    except ValueError:
        raise FolderFault(f"公布文件 {path.name} 第 {sequence} 条不是一行 JSON") from None
    if sequence < min(last, start + SEGMENT - 1):
        raise FolderFault(f"公布文件 {path.name} 被截断：到第 {sequence} 条为止，应到第 {last} 条")


def _verified(line: dict[str, Any], cursor: Cursor) -> Fact:
    expected = cursor.sequence + 1
    try:
        body = _body(line["kind"], line["body"])
        fact = Fact(
            expected,
            line["id"],
            line["kind"],
            datetime.fromisoformat(line["at"]),
            body,
            line["digest"],
            line["key"],
        )
        signature = bytes.fromhex(line["signature"])
        intact = digest_of(content_of(line)) == fact.digest
    except (KeyError, TypeError, ValueError):
        raise FolderFault(f"公布的第 {expected} 条内容不完整或不能识别") from None
    if line["sequence"] != expected or line["previous"] != cursor.digest or not intact:
        raise FolderFault(f"公布的第 {expected} 条与前一条接不上：内容被改动、插入或删除")
    key = _key_for(fact, cursor)
    if key is None or fact.key in cursor.retired:
        raise FolderFault(f"公布的第 {expected} 条由未经公布或已停用的密钥 {fact.key} 签名")
    if not key.verifies(signed_text(fact.digest), signature):
        raise FolderFault(f"公布的第 {expected} 条签名不符")
    return fact


def _key_for(fact: Fact, cursor: Cursor) -> PublicKey | None:
    """The key a fact is verified with; the first fact announces its own, which the anchor must know."""
    if fact.sequence > 1:
        return cursor.key(fact.key)
    if not isinstance(fact.body, KeyNotice) or (cursor.anchor and fact.key != cursor.anchor):
        return None
    key = PublicKey(fact.body.algorithm, bytes.fromhex(fact.body.public_key))
    return key if key.key_id == fact.key == fact.body.key_id else None


def _body(kind: str, plain: dict[str, Any]) -> Body | None:
    model = KINDS.get(kind)
    try:
        return model.model_validate(plain) if model else None
    except ValidationError as error:
        raise ValueError(str(error)) from None
