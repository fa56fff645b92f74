"""Judges a file by its name and its content together: what is not plainly what it claims to be is refused (G-9)."""

from collections.abc import Callable
from typing import BinaryIO

from hengxian.records.files import packages, pdf, texts
from hengxian.records.files.kinds import FORBIDDEN_TYPES, HEAD, KINDS, Kind
from hengxian.records.files.limits import Limits, say_size
from hengxian.records.files.names import check_name
from hengxian.records.files.openings import check_opening
from hengxian.records.files.refusals import FileRefused

_CLAIMED = {said: kind for kind in reversed(KINDS) for said in (kind.media_type, *kind.also)}


def judge(name: str, content: BinaryIO, size: int, limits: Limits, declared: str = "") -> Kind:
    """The kind of a file at hand, `content` being seekable; FileRefused in one sentence otherwise.

    `declared` is the media type the sender gave; it is never believed, but one that contradicts is refused.
    """
    kind = check_name(name)
    check_size(name, kind, size, limits)
    check_declared(name, kind, declared)
    content.seek(0)
    check_opening(name, kind, content.read(HEAD))
    if closer := _CLOSER.get(kind.media_type) or (texts.check if not kind.openings else None):
        content.seek(0)
        closer(name, content, kind, limits)
    return kind


def check_size(name: str, kind: Kind, size: int, limits: Limits) -> None:
    """Refuse an empty file and one over the limit of its family."""
    if size == 0:
        raise FileRefused(f"{name}：文件是空的")
    if size > limits.of(kind.family):
        raise too_large(name, kind, limits)


def too_large(name: str, kind: Kind, limits: Limits) -> FileRefused:
    """The refusal of a file over its limit, known as soon as the limit is passed."""
    return FileRefused(f"{name}：文件过大，{kind.label}最大 {say_size(limits.of(kind.family))}")


def check_declared(name: str, kind: Kind, declared: str) -> None:
    """Refuse a media type that contradicts the name; one that nobody knows says nothing, office suites invent them."""
    said = declared.split(";")[0].strip().lower()
    if said in FORBIDDEN_TYPES or (said in _CLAIMED and said not in (kind.media_type, *kind.also)):
        raise FileRefused(f"{name}：随文件声明的类型是 {said}，与扩展名（{kind.label}）不符")


_CLOSER: dict[str, Callable[[str, BinaryIO, Kind, Limits], None]] = {
    "application/pdf": pdf.check,
    "application/vnd.apache.parquet": texts.check_parquet_end,
    **{kind.media_type: packages.check for kind in KINDS if kind.opens(b"PK\x03\x04") and kind.openings},
}
