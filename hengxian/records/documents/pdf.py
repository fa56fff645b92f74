"""A paper as PDF/A on A4."""

from pathlib import Path

from . import press
from .glyphs import require_glyphs
from .paper import Paper, plain

TEMPLATE = press.TYPESETTING / "paper.typ"


def to_pdf(paper: Paper, *, extra_fonts: Path | None = None) -> bytes:
    """The PDF, byte for byte the same for the same paper. Raises Incomplete for a character no font has."""
    words = plain(paper)
    require_glyphs({**words, "parts": [without_drawings(part) for part in words["parts"]]}, extra_fonts)
    return press.typeset(TEMPLATE, words, extra=extra_fonts)


def without_drawings(part: dict[str, object]) -> dict[str, object]:
    """A block without its SVG, which brings its own words."""
    return {key: value for key, value in part.items() if key not in {"wide", "narrow"}}
