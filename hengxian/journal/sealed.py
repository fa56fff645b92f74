"""An exported journal as a stranger checks it, without database or server: chain, erasures, roots, signatures.

entries.jsonl      one entry a line, in order; `facts` absent where they were withheld or erased
checkpoints.jsonl  the signed roots
keys.json          key id → algorithm and raw public key in hex; compare the ids with the public register's
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hengxian.journal import chain
from hengxian.publication.faults import KeyFault
from hengxian.publication.signing import PublicKey

ENTRIES, CHECKPOINTS, KEYS, README = "entries.jsonl", "checkpoints.jsonl", "keys.json", "README.txt"
_SIGNED = ("on", "first", "last", "root", "head", "key_id")
ERASURE = ("erasure", "approve")
Told = Mapping[str, Any]


class ExportFault(ValueError):
    """A folder that is no exported journal, or cannot become one: one Chinese sentence."""


@dataclass(frozen=True)
class Erased:
    """What was erased by one approved act: which entries' words, what kind of data, who, when and why."""

    entries: tuple[int, ...]
    object: str
    data_kinds: str
    reason: str
    proposed_by: str
    approved_by: str
    at: str
    by_entry: int

    def __str__(self) -> str:
        """One line for people."""
        which = "、".join(map(str, self.entries)) or "无"
        return (
            f"{self.object} 的{self.data_kinds}已于 {self.at[:16].replace('T', ' ')} 清除（日志第 {which} 条的内容），"
            f"申请 {self.proposed_by}，批准 {self.approved_by}，理由：{self.reason}（日志第 {self.by_entry} 条）"
        )


@dataclass(frozen=True)
class Verdict:
    """What checking an export found: `faults` empty means 完整."""

    entries: int
    checkpoints: int
    faults: tuple[str, ...]
    erased: tuple[Erased, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def verify(folder: Path, keys: Mapping[str, PublicKey] | None = None) -> Verdict:
    """Check an exported journal. `keys` are trusted ones, else those of the export. ExportFault for another folder.

    The entries are read once as a stream; only digests stay in memory.
    """
    if not (folder / ENTRIES).is_file():
        raise ExportFault(f"{folder.name} 不是导出的日志：应有 {ENTRIES}")
    reading = _Reading()
    faults = list(chain.faults(reading.watch(_lines(folder / ENTRIES))))
    points = list(_lines(folder / CHECKPOINTS)) if (folder / CHECKPOINTS).is_file() else []
    if not faults:
        known = keys if keys is not None else read_keys(folder)
        faults += root_faults(points, reading.digests)
        faults += [fault for point in points if (fault := signature_fault(point, known))]
        faults += erasure_faults(reading.empty, reading.erasures)
    return Verdict(len(reading.digests), len(points), tuple(faults), tuple(reading.erasures))


def signed_bytes(point: Told) -> bytes:
    """What a checkpoint's signature is over."""
    return chain.canonical(
        {"format": "hengxian-checkpoint/1", **{name: point[name] for name in _SIGNED}}
    ).encode()


def signature_fault(point: Told, keys: Mapping[str, PublicKey]) -> str | None:
    """What is wrong with a checkpoint's signature."""
    key = keys.get(point["key_id"])
    if key is None:
        return f"{point['on']} 的检查点由密钥 {point['key_id']} 签名，没有该密钥的公钥，无法核对"
    try:
        is_signed = key.key_id == point["key_id"] and key.verifies(
            signed_bytes(point), bytes.fromhex(point["signature"])
        )
    except (KeyFault, ValueError):
        is_signed = False
    return None if is_signed else f"{point['on']} 的检查点签名不符"


def root_faults(points: Iterable[Told], digests: list[str]) -> Iterator[str]:
    """What in the roots does not fit the entries; spans must follow one another."""
    expected = 1
    for point in points:
        first, last = point["first"], point["last"]
        if first != expected:
            yield f"{point['on']} 的检查点应从第 {expected} 条起，实从第 {first} 条起"
        if last > len(digests):
            yield f"{point['on']} 的检查点到第 {last} 条，日志只有 {len(digests)} 条：末尾被删"
        elif (
            chain.merkle_root(digests[first - 1 : last]) != point["root"]
            or digests[last - 1] != point["head"]
        ):
            yield f"{point['on']} 的检查点与第 {first}—{last} 条不符"
        expected = last + 1


def erasure_faults(empty: Iterable[int], erasures: Iterable[Erased]) -> Iterator[str]:
    """One sentence for each entry whose words are gone without an act that erased them."""
    covered = {number for erased in erasures for number in erased.entries}
    for number in empty:
        if number not in covered:
            yield f"第 {number} 条的内容不见了，日志中没有清除它的记录"


def erased_by(entry: Told) -> Erased | None:
    """The erasure an entry records, None for any other entry."""
    if (entry["object_kind"], entry["verb"]) != ERASURE or not entry.get("facts"):
        return None
    said = entry["facts"]["facts"]
    return Erased(
        tuple(said["entries"]), said["object"], said["data_kinds"], said["reason_given"], said["proposed_by"],
        entry["actor"], entry["at"], entry["sequence"],
    )  # fmt: skip


def read_keys(folder: Path) -> dict[str, PublicKey]:
    """The public keys of an export; none without the file."""
    if not (folder / KEYS).is_file():
        return {}
    told = json.loads((folder / KEYS).read_text(encoding="utf-8"))
    return {id: PublicKey(key["algorithm"], bytes.fromhex(key["public_key"])) for id, key in told.items()}


class _Reading:
    """What is remembered of the entries that pass by."""

    def __init__(self) -> None:
        self.digests: list[str] = []
        self.empty: list[int] = []
        self.erasures: list[Erased] = []

    def watch(self, entries: Iterable[Told]) -> Iterator[Told]:
        for entry in entries:
            self.digests.append(str(entry.get("digest")))
            if entry.get("facts") is None and not entry.get("withheld"):
                self.empty.append(int(entry["sequence"]))
            if erased := erased_by(entry):
                self.erasures.append(erased)
            yield entry


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                found = json.loads(line)
            except ValueError:
                raise ExportFault(f"{path.name} 第 {number} 行不是完整的 JSON：文件被截断或改动") from None
            yield found
