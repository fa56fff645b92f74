"""An archived case as a stranger reads and checks it, without database or server.

index.html       what is in the folder, for people
manifest.json    every file with size, SHA-256 and SM3
seal.json        the body's signature over the manifest; compare the key's id with the public register's
journal.jsonl    the entries about the case, each with the digest of the entry before it
records.json     the records as they were stored
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hengxian.journal import chain
from hengxian.kernel.digests import Digesting, Digests
from hengxian.kernel.refusals import Incomplete
from hengxian.publication.faults import KeyFault
from hengxian.publication.signing import PublicKey

FORMAT = "hengxian-case-archive/1"
INDEX, MANIFEST, SEAL, JOURNAL, RECORDS = (
    "index.html", "manifest.json", "seal.json", "journal.jsonl", "records.json",
)  # fmt: skip
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Archive:
    """A folder as read back: the case's number, its files by path, its records by kind, its journal entries."""

    case: str
    made_at: str
    files: Mapping[str, Mapping[str, Any]]
    records: Mapping[str, list[Mapping[str, Any]]]
    entries: tuple[Mapping[str, Any], ...]
    key_id: str


def read(folder: Path) -> Archive:
    """The archive read back. Incomplete for a folder that is none, or that lacks one of its own parts."""
    if not (folder / MANIFEST).is_file():
        raise Incomplete(f"{folder.name} 不是案卷归档：应有 {MANIFEST}", "条例21")
    told, seal = _json(folder / MANIFEST), _json(folder / SEAL)
    if told.get("format") != FORMAT:
        raise Incomplete(f"{MANIFEST} 的格式为“{told.get('format')}”，应为 {FORMAT}", "条例21")
    records = _json(folder / RECORDS)
    return Archive(
        told["case"], told["made_at"], told["files"], records, tuple(_entries(folder)), seal["key_id"]
    )


def faults(folder: Path) -> Iterator[str]:
    """One sentence for each thing that is not as it was sealed; nothing when the archive is whole."""
    archive = read(folder)
    yield from _seal_faults(folder)
    yield from _file_faults(folder, archive.files)
    yield from entry_faults(archive.entries)


def entry_faults(entries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Entries that are not what their digests say, and neighbours that do not follow one another."""
    last: Mapping[str, Any] | None = None
    for entry in entries:
        place = entry["sequence"]
        if chain.entry_digest(entry, entry["previous"]) != entry["digest"]:
            yield f"日志第 {place} 条被改动：与其摘要不符"
        elif (
            entry["facts"] is not None
            and chain.detail_digest(entry["facts"], entry["salt"]) != entry["detail"]
        ):
            yield f"日志第 {place} 条的内容被改动：与其摘要不符"
        elif last and last["sequence"] == place - 1 and last["digest"] != entry["previous"]:
            yield f"日志第 {place} 条与前一条不相接"
        last = entry


def digests_of(path: Path) -> Digests:
    """Both digests of a file, read in blocks."""
    digesting = Digesting()
    with path.open("rb") as content:
        while block := content.read(_BLOCK):
            digesting.take(block)
    return digesting.finish()


def signed_bytes(manifest: bytes) -> bytes:
    """What the seal is over."""
    return FORMAT.encode() + b"\n" + manifest


def _seal_faults(folder: Path) -> Iterator[str]:
    seal = _json(folder / SEAL)
    try:
        key = PublicKey(seal["algorithm"], bytes.fromhex(seal["public_key"]))
        signature = bytes.fromhex(seal["signature"])
        is_sealed = key.key_id == seal["key_id"] and key.verifies(
            signed_bytes((folder / MANIFEST).read_bytes()), signature
        )
    except (KeyFault, KeyError, ValueError):
        is_sealed = False
    if not is_sealed:
        yield "清单的签名不符：清单或签名被改动"


def _file_faults(folder: Path, listed: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name, told in listed.items():
        path = folder / name
        if not path.is_file():
            yield f"缺少 {name}"
        elif digests_of(path) != Digests(told["sha256"], told["sm3"]):
            yield f"{name} 被改动：与清单的摘要不符"
    own = {MANIFEST, SEAL}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in listed and name not in own:
            yield f"{name} 不在清单里"


def _entries(folder: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate((folder / JOURNAL).read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield json.loads(line)
        except ValueError:
            raise Incomplete(f"{JOURNAL} 第 {number} 行不是完整的 JSON：文件被截断或改动", "条例21") from None


def _json(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Incomplete(f"缺少 {path.name}，或其内容不是完整的 JSON", "条例21") from None
    return found
