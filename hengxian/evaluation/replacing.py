"""A folder of results appears whole or not at all: written beside its place, then put there in one move.

While a run writes it, it holds a lock on its draft, which the system lets go when the run dies; so the next run
over the same place can tell what a killed one left behind, and clears it away.
"""

import fcntl
import glob
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
SCHEMA = "hengxian-manifest/1"
UNFINISHED = ".未完成-"
REPLACED = ".原有结果-"
"""What stands between the place's name and a few random letters, so that a person sees what was left and why."""


class OutputFault(Exception):
    """Results cannot be written there. `str()` is one Chinese sentence."""


@contextmanager
def replacing(out: Path, *, apart_from: Path | None = None) -> Iterator[Path]:
    """A draft folder beside `out`, moved onto it when the block ends well and removed when it does not.

    `out` may be absent, empty, or results of ours, which are replaced; `apart_from` is what must not lie in
    it (the dataset). What a killed run left beside it is removed. Errors: OutputFault, OSError.
    """
    place = out.resolve()
    check_place(place, apart_from)
    _clear_away(place)
    draft, lock = _draft(place)
    try:
        yield draft
        draft.chmod(0o777 & ~_umask())
        _swap(draft, place)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    finally:
        os.close(lock)


def check_place(out: Path, apart_from: Path | None = None) -> None:
    """Refuse a place where writing would destroy something that is not ours (OutputFault)."""
    if out.exists() and not out.is_dir():
        raise OutputFault(f"{out.name} 是一个文件，结果要写入文件夹：请换一个 --out")
    if not out.parent.is_dir():
        raise OutputFault(f"{out.name} 的上级文件夹 {out.parent.name} 不存在：请先建立它，或换一个 --out")
    if apart_from is not None and apart_from.resolve().is_relative_to(out):
        raise OutputFault(f"{out.name} 里有数据集本身，写入会毁掉它：请换一个 --out")
    if out.is_dir() and (strange := _not_ours(out)):
        raise OutputFault(
            f"{out.name} 里有不是测评结果的文件（{strange}），不会覆盖：请换一个 --out，或先移走它"
        )


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a folder of results, None where there is none that can be read.

    `files`: path → {sha256, bytes}; `dataset`: {fingerprint, files: name → sha256}.
    """
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and _is_whole(found) else None


def _is_whole(found: dict[str, Any]) -> bool:
    files, dataset = found.get("files"), found.get("dataset")
    return (
        found.get("schema") == SCHEMA
        and isinstance(files, dict)
        and all(isinstance(stamp, dict) and "sha256" in stamp for stamp in files.values())
        and isinstance(dataset, dict)
        and isinstance(dataset.get("files"), dict)
    )


def files_of(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder, relative, in byte order."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    return iter(sorted(names, key=str.encode))


def _not_ours(out: Path) -> str | None:
    """The first file that no evaluation of ours wrote."""
    manifest = read_manifest(out)
    ours = {MANIFEST, *manifest["files"]} if manifest else set()
    return next((name for name in files_of(out) if name not in ours), None)


def _clear_away(place: Path) -> None:
    """Remove what no living run holds: drafts, and replaced results once there are others in their place."""
    for mark in (UNFINISHED, *[REPLACED] * place.exists()):
        random = (
            "[a-z0-9_]" * 8
        )  # as mkdtemp names what it makes: a copy that somebody kept is named otherwise
        for left in place.parent.glob(f"{glob.escape(place.name + mark)}{random}"):
            lock = _locked(left)
            if lock is not None:
                shutil.rmtree(left, ignore_errors=True)
                os.close(lock)


def _draft(place: Path) -> tuple[Path, int]:
    """A new draft and the lock on it; made again if another run cleared it away before it was locked."""
    while True:
        draft = _beside(place, UNFINISHED)
        lock = _locked(draft)
        if lock is not None and draft.exists():
            return draft, lock


def _beside(place: Path, mark: str) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=f"{place.name}{mark}", dir=place.parent))
    except PermissionError as error:
        raise OutputFault(f"没有权限在 {place.parent.name} 里写入 {place.name}：请换一个 --out") from error


def _locked(folder: Path) -> int | None:
    """An open descriptor that holds the folder's lock, to be closed; None where a living run holds it."""
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    return lock


def _swap(draft: Path, place: Path) -> None:
    """Put the draft where the old results were; if that fails, they are back in their place."""
    if not place.exists():
        os.rename(draft, place)
        return
    old = _beside(place, REPLACED)
    os.rename(place, old / place.name)
    try:
        os.rename(draft, place)
    except BaseException:
        os.rename(old / place.name, place)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
