"""Stacked upright bars over days or hours, and lying bars of shares by channel."""

from collections.abc import Mapping, Sequence
from typing import Any

from .axis import labels, levels, short, ticks
from .svg import BLUE, GRID, INK, MUTED, NARROW, ORANGE, PALE, frame, legend, line, number, rect, text

FILLS = {"main": BLUE, "second": PALE, "bad": ORANGE}


def stacked_bars(chart: Mapping[str, Any], width: int) -> str:
    """Bars of counts, one stack a label.

    `chart`: id, title, description, labels (words), series [{name, tone main|second|bad, values (ints)}].
    """
    left, top, height = 52.0, 34.0, 190.0
    series: Sequence[Mapping[str, Any]] = chart["series"]
    sums = [sum(values) for values in zip(*(one["values"] for one in series), strict=True)]
    marks = ticks(max(sums, default=0))
    scale, slot = height / marks[-1], (width - left - 8) / max(1, len(sums))
    parts = legend(left, 16, [(one["name"], FILLS[one["tone"]]) for one in series])
    parts += levels([(top + height - mark * scale, short(mark)) for mark in marks], left, width - 8)
    gap = slot * 0.22 if slot > 3 else 0
    for index, label in enumerate(chart["labels"]):
        base = top + height
        for one in series:
            tall = one["values"][index] * scale
            base -= tall
            hint = f"{label} {one['name']} {one['values'][index]:,}"
            if tall > 0:
                parts.append(
                    rect(left + index * slot + gap / 2, base, slot - gap, tall, FILLS[one["tone"]], hint=hint)
                )
    parts += labels(chart["labels"], left, slot, top + height + 18, 44)
    return frame(chart["id"], chart["title"], chart["description"], width, top + height + 28, parts)


def lying_bars(chart: Mapping[str, Any], width: int) -> str:
    """Shares from 0 to 100 %, one bar a line.

    `chart`: id, title, description, bars [{name, share (0..1), words, note}].
    """
    is_narrow = width < NARROW
    left, pitch = (4.0, 44) if is_narrow else (120.0, 34)
    room = width - left - (70 if is_narrow else 190)
    parts: list[str] = []
    for index, bar in enumerate(chart["bars"]):
        y = 8.0 + index * pitch + (16 if is_narrow else 0)
        if is_narrow:
            parts.append(text(left, y - 5, f"{bar['name']}（{bar['note']}）", fill=INK))
        else:
            parts.append(text(left - 10, y + 14, bar["name"], anchor="end", size=13, fill=INK))
            parts.append(text(left + room + 80, y + 14, bar["note"]))
        parts.append(rect(left, y, room, 18, GRID, round_by=2))
        parts.append(
            rect(left, y, room * bar["share"], 18, BLUE, hint=f"{bar['name']} {bar['words']}", round_by=2)
        )
        parts.append(text(left + room + 8, y + 14, bar["words"], size=13, fill=INK))
    bottom = 14 + len(chart["bars"]) * pitch
    return frame(chart["id"], chart["title"], chart["description"], width, bottom, parts)


def interval_bar(chart: Mapping[str, Any], width: int, height: int = 22) -> str:
    """A score on the line from 0 to `top` (100): full up to `low`, ruled up to `high`.

    `chart`: id, title, description, low, high (as printed), top.
    """
    low, high = (100 * float(chart[end]) / float(chart.get("top", 100)) for end in ("low", "high"))
    room, tall = width - 2.0, height - 8.0
    parts = [rect(1, 4, room, tall, GRID, round_by=2)]
    if low > 0:
        parts.append(rect(1, 4, room * low / 100, tall, BLUE, round_by=2))
    if high > low:
        start, end = 1 + room * low / 100, 1 + room * high / 100
        parts.append(rect(start, 4, end - start, tall, PALE))
        parts += [line(x, 4, x, 4 + tall, BLUE, width=0.8) for x in ruling(start, end)]
    parts += [
        line(1 + room * mark / 100, 1, 1 + room * mark / 100, 3, MUTED) for mark in (0, 25, 50, 75, 100)
    ]
    return frame(chart["id"], chart["title"], chart["description"], width, height, parts)


def ruling(start: float, end: float) -> list[float]:
    """Where the fine lines of an open stretch stand: every 4 px, and its end."""
    inside = [start + 4 * step for step in range(1, int((end - start) / 4) + 1)]
    return [float(number(x)) for x in inside if x < end] + [end]
