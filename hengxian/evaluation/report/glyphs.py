"""Which characters the bundled fonts can draw, read from the fonts' own tables."""

import struct
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as bundled

SHORT_RUNS, LONG_RUNS = 4, 12
UNSEEN = frozenset("\n\r\t")


def font_folder() -> Path:
    """Where the bundled fonts lie; no font of the machine is ever used."""
    return Path(bundled.sans_path()).parent


def missing_glyphs(text: str) -> list[str]:
    """The characters of a text that a bundled font lacks, each once, in order of appearance."""
    wanted = dict.fromkeys(text)
    covered = frozenset.intersection(*(coverage(path) for path in sorted(font_folder().glob("*.otf"))))
    return [character for character in wanted if ord(character) not in covered and character not in UNSEEN]


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
    """Where the cmap table begins; ValueError for a font without one."""
    for index in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
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
