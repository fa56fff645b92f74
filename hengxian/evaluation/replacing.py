"""A folder of results appears whole or not at all: written beside its place, then put there in one move."""

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


class OutputFault(Exception):
    """Results cannot be written there. `str()` is one Chinese sentence."""


@contextmanager
def replacing(out: Path, *, apart_from: Path | None = None) -> Iterator[Path]:
    """A draft folder beside `out`, moved onto it when the block ends well and removed when it does not.

    `out` may be absent, empty, or results of ours, which are replaced; `apart_from` is what must not lie in
    it (the dataset). Errors: OutputFault, OSError.
    """
    place = out.resolve()
    check_place(place, apart_from)
    draft = _draft(place)
    try:
        yield draft
        draft.chmod(0o777 & ~_umask())
        _swap(draft, place)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


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


def _draft(place: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    except PermissionError as error:
        raise OutputFault(f"没有权限在 {place.parent.name} 里写入 {place.name}：请换一个 --out") from error


def _swap(draft: Path, place: Path) -> None:
    """Put the draft where the old results were; if that fails, they are back in their place."""
    if not place.exists():
        os.rename(draft, place)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
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
