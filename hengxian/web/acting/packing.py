"""A ZIP that is sent while it is packed: nothing of it is held but the block at hand."""

import zipfile
from collections.abc import Iterable, Iterator
from io import RawIOBase
from pathlib import Path

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

BLOCK = 1 << 18  # bytes read at a time


class _Pipe(RawIOBase):
    """What the archive writes until it is taken away; no file, so the archive never looks back."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: object) -> int:
        content = bytes(part)  # type: ignore[call-overload]  # whatever can be bytes, as every raw stream takes
        self.parts.append(content)
        return len(content)

    def taken(self) -> bytes:
        content = b"".join(self.parts)
        self.parts.clear()
        return content


def zipped(files: Iterable[tuple[Path, str]]) -> Iterator[bytes]:
    """The archive's bytes, of files and their names in it; a file beyond 4 GB fits too."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, name in files:
            told = zipfile.ZipInfo.from_file(path, name)
            told.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(told, "w", force_zip64=True) as target:
                while block := source.read(BLOCK):
                    target.write(block)
                    if ready := pipe.taken():
                        yield ready
    yield pipe.taken()


def as_zip(files: Iterable[tuple[Path, str]], name: str) -> StreamingHttpResponse:
    """It as a download."""
    answer = StreamingHttpResponse(zipped(files), content_type="application/zip")
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "no-store"
    return answer
