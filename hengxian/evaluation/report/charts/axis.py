"""Scales: round tick marks for counts and shares, and labels thinned until they fit."""

from collections.abc import Sequence

from .svg import GRID, line, number, text


def ticks(top: float, wanted: int = 4) -> list[float]:
    """Round marks from 0 up to the first one at or above top; 0 and 1 where there is nothing."""
    if top <= 0:
        return [0, 1]
    step = 1.0
    while step * wanted < top:
        step = step * 2.5 if str(int(step))[0] == "2" else step * 2
    marks = [0.0]
    while marks[-1] < top:
        marks.append(marks[-1] + step)
    return marks


def short(value: float) -> str:
    """A count for an axis: 25000 as 2.5万, 300000000 as 3亿."""
    for size, unit in ((1e8, "亿"), (1e4, "万")):
        if value >= size:
            return number(value / size) + unit
    return number(value)


def levels(marks: Sequence[tuple[float, str]], left: float, right: float) -> list[str]:
    """Horizontal grid lines at the given heights, labelled at their left."""
    parts = []
    for y, words in marks:
        parts += [line(left, y, right, y, GRID), text(left - 6, y + 4, words, anchor="end")]
    return parts


def labels(words: Sequence[str], left: float, slot: float, y: float, room: float) -> list[str]:
    """Labels under slots of one width, every k-th so that none touches the next."""
    every = max(1, -(-int(room) // max(1, int(slot)))) if slot < room else 1
    return [
        text(left + slot * (index + 0.5), y, word, anchor="middle")
        for index, word in enumerate(words)
        if index % every == 0
    ]
