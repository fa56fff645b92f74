"""Keeps a spreadsheet from running what a stranger typed into a cell (G-19)."""

import re

_STARTERS = frozenset("=+-@＝＋－＠\t\r\n")
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:,?\d{3})*(?:\.\d+)?%?|[+-]?\d+(?:\.\d+)?%?")


def guarded(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet might take it for a formula; a plain number is left."""
    seen = cell.lstrip(" \u00a0\u3000\ufeff\u200b")
    if not seen or seen[0] not in _STARTERS or _NUMBER.fullmatch(seen):
        return cell
    return f"'{cell}"
