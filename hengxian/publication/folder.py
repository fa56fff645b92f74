"""The append-only folder of facts: how a fact stands in it, and where.

    head.json                      the last sequence, its digest, and how far the last segment reaches
    segments/000000000001.jsonl    a thousand facts a file, one line each
    lock                           held while somebody appends

A line is a fact with the digest of the one before it and a signature. `head.json` is replaced last and at once: what
lies beyond it was never published, so a writer killed at any moment leaves a folder that reads as before.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hengxian.publication.faults import FolderFault

SEGMENT = 1000
NOTHING = "0" * 64
"""The digest before the first fact."""


@dataclass(frozen=True)
class Head:
    """The last published fact; `size` is the length in bytes of the segment it stands in."""

    sequence: int = 0
    digest: str = NOTHING
    at: str = ""
    size: int = 0
    keys: tuple[str, ...] = ()


def head_of(folder: Path) -> Head:
    """Where the folder stands: one small file, cheap enough for every request. A missing folder stands at nothing.

    FolderFault when the file cannot be read as a head.
    """
    try:
        written = json.loads((folder / "head.json").read_bytes())
        return Head(**{**written, "keys": tuple(written["keys"])})
    except FileNotFoundError:
        return Head()
    except (OSError, ValueError, TypeError, KeyError):
        raise FolderFault("公布文件夹的 head.json 不能读取，应为最后一次公布的位置") from None


def write_head(folder: Path, head: Head) -> None:
    """Make the head the folder's, durably and at once."""
    replace(folder / "head.json", json.dumps(asdict(head)).encode())


def segment_of(folder: Path, sequence: int) -> Path:
    """The file in which a fact stands."""
    return folder / "segments" / f"{first_of_segment(sequence):012d}.jsonl"


def first_of_segment(sequence: int) -> int:
    """The sequence of the first fact of a fact's segment."""
    return (sequence - 1) // SEGMENT * SEGMENT + 1


def replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside it, to the disk, then renamed over it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring the folder's own list of names to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def content_of(line: dict[str, Any]) -> dict[str, Any]:
    """The part of a line its digest is taken over."""
    return {name: line[name] for name in ("sequence", "id", "kind", "at", "body", "previous")}


def signed_text(digest: str) -> bytes:
    """What a fact's signature is over: its digest, marked so that no other signed text can be taken for a fact."""
    return f"hengxian-fact/1\n{digest}".encode()
