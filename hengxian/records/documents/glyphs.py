"""Which characters our fonts can draw, read from the fonts' own tables, and the refusal of what they cannot.

fontTools would read the same tables ten times slower, which a certificate of 50 ms cannot wait for.
"""

import struct
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as bundled

from hengxian.kernel.refusals import Incomplete

SHORT_RUNS, LONG_RUNS = 4, 12
UNSEEN = frozenset("\n\r\t")


def font_folder() -> Path:
    """Where the bundled fonts lie; no font of the machine is ever used."""
    return Path(bundled.sans_path()).parent


def require_glyphs(words: Any, extra: Path | None = None) -> None:
    """Refuse a paper with a character that would print as nothing or as a box. Raises Incomplete."""
    absent = missing_glyphs(texts(words), extra)
    if absent:
        named = "、".join(f"{one}（U+{ord(one):04X}）" for one in absent)
        raise Incomplete(
            f"字体缺字：{named}，不能印出。请核对用字；确为姓名或名称用字的，由管理员在扩展字体目录中放入含该字的字体"
        )


def missing_glyphs(text: str, extra: Path | None = None) -> list[str]:
    """The characters of a text that our fonts lack, each once, in order of appearance.

    `extra` is a folder of further fonts. A bundled character must be in both faces, sans and serif.
    """
    known = drawable(extra)
    return [one for one in dict.fromkeys(text) if ord(one) not in known and one not in UNSEEN]


@cache
def drawable(extra: Path | None) -> frozenset[int]:
    """Every code point that both bundled faces have, or one of the further fonts."""
    bundled_faces = (coverage(path) for path in sorted(font_folder().glob("*.otf")))
    return frozenset.intersection(*bundled_faces).union(*(coverage(path) for path in font_files(extra)))


def font_files(folder: Path | None) -> list[Path]:
    """The font files of a folder; none where there is no folder."""
    found = sorted(folder.iterdir()) if folder else []
    return [path for path in found if path.suffix.lower() in {".otf", ".ttf", ".ttc"}]


def legible(value: Any, absent: frozenset[str]) -> Any:
    """A document with each missing character replaced by □ and its code point, so that none vanishes."""
    if isinstance(value, str):
        return "".join(f"□U+{ord(one):04X}" if one in absent else one for one in value)
    if isinstance(value, dict):
        return {key: legible(one, absent) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [legible(one, absent) for one in value]
    return value


def texts(value: Any) -> str:
    """All words of a document in one string."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "".join(texts(one) for one in value.values())
    return "".join(texts(one) for one in value) if isinstance(value, list | tuple) else ""


@cache
def coverage(path: Path) -> frozenset[int]:
    """Every code point of an OpenType font's cmap (subtable formats 4 and 12)."""
    font = path.read_bytes()
    table = cmap_offset(font)
    found: set[int] = set()
    for index in range(struct.unpack_from(">H", font, table + 2)[0]):
        place = table + struct.unpack_from(">I", font, table + 8 + 8 * index)[0]
        kind = struct.unpack_from(">H", font, place)[0]
        if kind == SHORT_RUNS:
            found |= short_runs(font, place)
        elif kind == LONG_RUNS:
            found |= long_runs(font, place)
    return frozenset(found)


def cmap_offset(font: bytes) -> int:
    """Where the cmap table begins, in a collection that of its first font; ValueError for a font without one."""
    start = struct.unpack_from(">I", font, 12)[0] if font[:4] == b"ttcf" else 0
    for index in range(struct.unpack_from(">H", font, start + 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, start + 12 + 16 * index)
        if tag == b"cmap":
            return int(offset)
    raise ValueError("font without cmap")


def short_runs(font: bytes, place: int) -> set[int]:
    """Format 4: runs within the first 65,536 code points."""
    count = struct.unpack_from(">H", font, place + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, place + 14)
    starts = struct.unpack_from(f">{count}H", font, place + 16 + 2 * count)
    runs = (range(start, end + 1) for start, end in zip(starts, ends, strict=True))
    return {code for run in runs for code in run if code != 0xFFFF}


def long_runs(font: bytes, place: int) -> set[int]:
    """Format 12: runs anywhere in Unicode."""
    count = struct.unpack_from(">I", font, place + 12)[0]
    runs = (struct.unpack_from(">II", font, place + 16 + 12 * index) for index in range(count))
    return {code for start, end in runs for code in range(start, end + 1)}
