"""Tables in a terminal, where a Chinese character takes two columns."""

from collections.abc import Sequence
from unicodedata import east_asian_width


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns aligned by what they take on the screen, two spaces between; the last is not padded."""
    lines = [header, *rows]
    widths = [max(width(line[place]) for line in lines) for place in range(len(header))]
    rule = "─" * (sum(widths) + 2 * (len(widths) - 1))
    first, *rest = (_line(line, widths) for line in lines)
    return "\n".join((first, rule, *rest))


def width(text: str) -> int:
    """Columns that a text takes."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (wide - width(cell)) for cell, wide in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()
