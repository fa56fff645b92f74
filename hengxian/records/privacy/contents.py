"""Looks for personal data inside a file: text, tables as text, and the text of Office documents (G-8, S-PIPL)."""

import re
import zipfile
from typing import BinaryIO

from hengxian.records.privacy.scanning import Hit, scan

_MOST = 32 << 20
_TEXTS = frozenset(
    ("text/csv", "text/tab-separated-values", "text/plain", "application/json", "application/toml")
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MEMBER = re.compile(
    r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml"
    r"|xl/(?:sharedStrings|worksheets/[^/]+|comments\d*)(?:\.xml)?|ppt/(?:slides|notesSlides)/[^/]+\.xml"
)
_BREAK = re.compile(rb"</(?:w:p|w:tc|a:p|c|si|row|comment)>|<w:(?:tab|br)/>")
_TAG = re.compile(rb"<[^<>]*>")  # linear, even where the tags are crooked


def hits_in(content: BinaryIO, media_type: str) -> tuple[Hit, ...] | None:
    """What a scan finds; None where it cannot tell: pictures, sound, PDF, archives, or text beyond 32 MB without a hit.

    Places count in the text that was drawn from the file, not in its bytes.
    """
    content.seek(0)
    if media_type in _TEXTS:
        return _hits(_decoded(content.read(_MOST)), is_whole=not content.read(1))
    if media_type.startswith(_OFFICE):
        text, is_whole = _office_text(content)
        return _hits(text, is_whole=is_whole)
    return None


def _hits(text: str, *, is_whole: bool) -> tuple[Hit, ...] | None:
    found = scan(text)
    return found if found or is_whole else None


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        # The end may be cut in the middle of a sign; anything earlier means another encoding.
        return raw.decode("utf-8" if error.start > len(raw) - 4 else "gb18030", "replace")


def _office_text(content: BinaryIO) -> tuple[str, bool]:
    parts, left = [], _MOST
    with zipfile.ZipFile(content) as archive:
        for member in archive.infolist():
            if _MEMBER.fullmatch(member.filename):
                with archive.open(member) as opened:
                    parts.append(opened.read(max(left, 0)))
                left -= member.file_size
    raw = b"\n".join(parts)
    return _TAG.sub(b"", _BREAK.sub(b"\n", raw)).decode("utf-8", "replace"), left >= 0
