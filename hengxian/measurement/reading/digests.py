"""Fingerprints of the files as received, and in the same pass the encoding of the text among them."""

import codecs
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hengxian.kernel.digests import digest_bytes
from hengxian.measurement.faults import DatasetFault
from hengxian.measurement.reading.description import FILE_NAME
from hengxian.measurement.reading.folder import DataFile

TEXT_FORMATS = (".csv", ".tsv")
_BLOCK = 4 << 20


@dataclass(frozen=True)
class FileDigest:
    """One file as received: SHA-256, bytes, and for text the codec it is read with."""

    name: str
    sha256: str
    size: int
    encoding: str


@dataclass(frozen=True)
class Fingerprint:
    """dataset.md: SHA-256 and SM3 over the lines `<sha256>  <name>` in byte order of names."""

    sha256: str
    sm3: str


def digest_file(file: DataFile) -> FileDigest:
    """Read the file once; text that declares no encoding is UTF-8 when all of it is, else GB18030."""
    is_text = file.format in TEXT_FORMATS
    sha, size = hashlib.sha256(), 0
    utf8: codecs.IncrementalDecoder | None = None
    if is_text and not file.encoding:
        utf8 = codecs.getincrementaldecoder("utf-8")()
    try:
        with file.path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                sha.update(block)
                size += len(block)
                utf8 = _still_utf8(utf8, block, final=False)
    except OSError as error:
        raise DatasetFault(f"{file.name} 打不开：{error.strerror}") from error
    utf8 = _still_utf8(utf8, b"", final=True)
    return FileDigest(file.name, sha.hexdigest(), size, _codec(file, is_text, is_utf8=utf8 is not None))


def _still_utf8(
    decoder: codecs.IncrementalDecoder | None, block: bytes, *, final: bool
) -> codecs.IncrementalDecoder | None:
    if decoder is not None:
        try:
            decoder.decode(block, final)
        except UnicodeDecodeError:
            return None
    return decoder


def _codec(file: DataFile, is_text: bool, *, is_utf8: bool) -> str:
    if not is_text:
        return file.format[1:]
    if not file.encoding:
        return "utf-8" if is_utf8 else "gb18030"
    try:
        "".encode(str(file.encoding))  # refuses what is no encoding of text, such as base64
        return codecs.lookup(str(file.encoding)).name
    except (LookupError, ValueError) as error:
        raise DatasetFault(
            f'{FILE_NAME}：{file.table}.encoding = {file.encoding!r} 不是编码名，应如 "utf-8" 或 "gb18030"'
        ) from error


def fingerprint(digests: Iterable[FileDigest], description: Path | None) -> Fingerprint:
    """The dataset's own fingerprint: each file once, dataset.toml included when there is one."""
    lines = {digest.name: digest.sha256 for digest in digests}
    if description is not None:
        lines[FILE_NAME] = hashlib.sha256(description.read_bytes()).hexdigest()
    text = "".join(f"{lines[name]}  {name}\n" for name in sorted(lines, key=str.encode)).encode()
    both = digest_bytes(text)
    return Fingerprint(both.sha256, both.sm3)
