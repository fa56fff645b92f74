"""The folder of kept files: named by their content, written whole or not at all, verified at every reading (G-9)."""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from hengxian.kernel.digests import Digesting
from hengxian.records.files.judging import check_declared, judge, too_large
from hengxian.records.files.limits import Limits
from hengxian.records.files.names import check_name
from hengxian.records.files.refusals import FileAltered, FileGone, StoreFull

_BLOCK = 1 << 20
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Stream(Protocol):
    """Anything that gives bytes block by block: an upload, an open file."""

    def read(self, size: int, /) -> bytes:
        """Up to that many bytes; none at the end."""


@dataclass(frozen=True)
class Received:
    """A file as received: its own name, bytes, both digests in hex, media type, and its place in the store."""

    name: str
    size: int
    sha256: str
    sm3: str
    media_type: str
    place: str


class Store:
    """A folder `ab/cd/<sha256>`; nothing in it is ever written twice. `incoming` holds what is not yet whole."""

    def __init__(self, folder: Path) -> None:
        """The folder is made when the first file comes."""
        self._folder = folder

    def receive(self, stream: Stream, name: str, limits: Limits, declared: str = "") -> Received:
        """Take a file in: read once in blocks, digested, judged, then given its place in one step.

        FileRefused when it is not acceptable, StoreFull when the disk is. A process killed at any moment
        leaves at most a file in `incoming`, which `clear_unfinished` removes.
        """
        kind = check_name(name)
        check_declared(name, kind, declared)
        with self._draft() as (draft, path):
            digesting, size = Digesting(), 0
            while block := stream.read(_BLOCK):
                size += len(block)
                if size > limits.of(kind.family):
                    raise too_large(name, kind, limits)
                digesting.take(block)
                draft.write(block)
            judge(name, draft, size, limits)
            draft.flush()
            os.fsync(draft.fileno())
            digests = digesting.finish()
            place = f"{digests.sha256[:2]}/{digests.sha256[2:4]}/{digests.sha256}"
            self._settle(path, place, name)
        return Received(name, size, digests.sha256, digests.sm3, kind.media_type, place)

    @contextmanager
    def open_verified(self, place: str, name: str) -> Iterator[BinaryIO]:
        """The content, at its beginning, after its digest was checked on the very file that is handed out.

        FileAltered or FileGone otherwise; `name` is for the sentence.
        """
        try:
            content = self._path(place).open("rb")
        except FileNotFoundError as error:
            raise FileGone(f"{name}：存放的内容不见了（{place[-12:]}），请报告审计管理员") from error
        with content:
            if _sha256(content) != place.rpartition("/")[2]:
                raise FileAltered(f"{name}：存放的内容与收到时的摘要不符，已停止使用，请报告审计管理员")
            content.seek(0)
            yield content

    def holds(self, place: str) -> bool:
        """Whether there is content at that place; whether it is unaltered is only seen on reading."""
        return self._path(place).is_file()

    def erase(self, place: str) -> None:
        """Remove the content for good; nothing happens when it is not there any more."""
        self._path(place).unlink(missing_ok=True)
        _sync(self._path(place).parent)

    def clear_unfinished(self, before: datetime) -> int:
        """Remove what was never finished and last touched before that instant; how many files went."""
        cleared = 0
        for path in self._incoming.glob("*.part"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before.timestamp():
                    path.unlink()
                    cleared += 1
        return cleared

    def places(self, before: datetime) -> Iterator[str]:
        """The places of all content received before that instant, in order."""
        for path in sorted(self._folder.glob("??/??/*")):
            if path.stat().st_mtime < before.timestamp():
                yield path.relative_to(self._folder).as_posix()

    @property
    def _incoming(self) -> Path:
        return self._folder / "incoming"

    def _path(self, place: str) -> Path:
        digest = place.rpartition("/")[2]
        if (
            place != f"{digest[:2]}/{digest[2:4]}/{digest}"
            or len(digest) != 64
            or set(digest) - set("0123456789abcdef")
        ):
            raise ValueError(f"not a place in the store: {place}")
        return self._folder / place

    @contextmanager
    def _draft(self) -> Iterator[tuple[BinaryIO, Path]]:
        path = self._incoming / f"{secrets.token_hex(16)}.part"
        try:
            self._incoming.mkdir(parents=True, exist_ok=True)
            with path.open("xb+") as draft:
                yield draft, path
        except OSError as error:
            if error.errno in _FULL:
                raise StoreFull("存放文件的磁盘已满，文件没有保存，请联系系统管理员") from error
            raise
        finally:
            path.unlink(missing_ok=True)

    def _settle(self, draft: Path, place: str, name: str) -> None:
        path = self._path(place)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.chmod(0o440)
        try:
            os.link(draft, path)  # unlike a rename, never replaces what is already there
        except FileExistsError:
            with self.open_verified(place, name):
                return
        for folder in (path.parent, path.parent.parent, self._folder):
            _sync(folder)


def _sha256(content: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := content.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _sync(folder: Path) -> None:
    """Make names in a folder survive a power cut."""
    if not folder.is_dir():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
