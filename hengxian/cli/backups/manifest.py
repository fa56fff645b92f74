"""The manifest of a backup: every file with its digest, every table with its count; checked without a database."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

MANIFEST, HOME, FACTS = "manifest.json", "home", "facts"
DATABASE, TABLES = "database.sqlite3", "database.jsonl"
SCHEMA = "hengxian-backup/1"


class BackupFault(ValueError):
    """A backup cannot be made, checked or restored: one Chinese sentence."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `database` is the file with the data, `tables` rows by model, `journal` its head."""

    hengxian: str
    site: str
    made_at: str
    database: str
    tables: dict[str, int]
    journal: dict[str, Any]
    files: dict[str, dict[str, Any]]
    schema: str = SCHEMA

    def write(self, folder: Path) -> str:
        """Write it last, when everything else is there; its own SHA-256."""
        path = folder / MANIFEST
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return digest_of(path)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder. BackupFault where there is none of ours."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise BackupFault(f"{folder.name} 不是完整的备份：应有 backup 写出的 {MANIFEST}") from None
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        raise BackupFault(f"{folder.name} 的 {MANIFEST} 不是本平台备份的清单")
    return Manifest(**told)


def differences(folder: Path, manifest: Manifest) -> Iterator[str]:
    """One line for each file that is missing or not what was backed up."""
    for name, stamp in manifest.files.items():
        path = folder / name
        if not path.is_file():
            yield f"缺失：{name}"
        elif digest_of(path) != stamp["sha256"]:
            yield f"已变：{name}"


def stamps(folder: Path) -> dict[str, dict[str, Any]]:
    """Digest and size of every file below a folder, in byte order of names."""
    names = sorted((path.relative_to(folder).as_posix() for path in files_in(folder)), key=str.encode)
    return {
        name: {"sha256": digest_of(folder / name), "bytes": (folder / name).stat().st_size} for name in names
    }


def files_in(folder: Path) -> Iterator[Path]:
    """Every file below a folder."""
    return (path for path in folder.rglob("*") if path.is_file())


def copy_tree(source: Path, target: Path, is_left_out: Callable[[str], bool] = lambda _: False) -> int:
    """Copy files with their modes; `is_left_out` is asked for the path relative to `source`. How many went.

    A file that vanishes meanwhile (a draft, an erasure) is passed over.
    """
    count = 0
    for path in files_in(source) if source.is_dir() else ():
        name = path.relative_to(source).as_posix()
        if is_left_out(name):
            continue
        (target / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            shutil.copy2(path, target / name)
        except FileNotFoundError:
            continue
        count += 1
    return count


def check_empty(folder: Path, what: str) -> None:
    """Refuse a folder that holds something (BackupFault)."""
    if folder.exists() and (not folder.is_dir() or any(os.scandir(folder))):
        raise BackupFault(f"{what} {folder.name} 不是空文件夹，不会覆盖其中的内容")


def digest_of(path: Path) -> str:
    """SHA-256 (hex) of a file."""
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
