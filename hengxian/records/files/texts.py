"""A closer look at files of text: text all through, and not a page in disguise."""

import codecs
import os
import re
from typing import BinaryIO

from hengxian.records.files.kinds import Kind
from hengxian.records.files.limits import Limits
from hengxian.records.files.refusals import FileRefused

_BLOCK = 1 << 20
_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype|html|head|body|script|svg|iframe|object|x:|mt:)",
    re.I | re.S,
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def looks_like_page(head: bytes) -> bool:
    """Whether a browser would take the bytes for a page or an SVG, whichever the encoding."""
    for mark, codec in _MARKS:
        if head.startswith(mark):
            head = head[len(mark) :].decode(codec, "ignore").encode()
    return bool(_PAGE.match(head))


def check(name: str, content: BinaryIO, kind: Kind, limits: Limits) -> None:
    """Refuse what is not text in UTF-8, GB18030 or marked UTF-16 from beginning to end."""
    head = content.read(4)
    content.seek(0)
    marked = [codec for mark, codec in _MARKS if head.startswith(mark)]
    codecs_left = {codec: codecs.getincrementaldecoder(codec)() for codec in marked or ("utf-8", "gb18030")}
    while block := content.read(_BLOCK):
        if b"\0" in block and not marked:
            raise FileRefused(f"{name}：内容不是文本，不是{kind.label}")
        _narrow(codecs_left, block, final=False)
        if not codecs_left:
            raise FileRefused(f"{name}：文字编码有误，应为 UTF-8 或 GB18030")
    _narrow(codecs_left, b"", final=True)
    if not codecs_left:
        raise FileRefused(f"{name}：文字在末尾残缺，文件可能没有传完")


def _narrow(decoders: dict[str, codecs.IncrementalDecoder], block: bytes, *, final: bool) -> None:
    for codec in tuple(decoders):
        try:
            decoders[codec].decode(block, final)
        except UnicodeDecodeError:
            del decoders[codec]


def check_parquet_end(name: str, content: BinaryIO, kind: Kind, limits: Limits) -> None:
    """A Parquet file ends as it begins; one that does not was cut off, or is encrypted."""
    content.seek(-4, os.SEEK_END)
    if content.read(4) != b"PAR1":
        raise FileRefused(f"{name}：{kind.label}不完整，文件可能没有传完")
