"""Shares over days or hours, and the rolling 24 h connection curve with its failing spans."""

from collections.abc import Mapping, Sequence
from typing import Any

from .axis import labels, levels
from .svg import BLUE, INK, ORANGE, SAND, frame, line, number, path, rect, text

STROKES = {"main": (BLUE, ""), "second": (ORANGE, "5 3")}
LEFT, TOP, HEIGHT = 52.0, 34.0, 190.0
SILENCE = 9.0
STEPS_OF_PERCENT, MOST_STEPS = (1, 2, 5, 10, 20), 5


def floor_of(values: Sequence[float]) -> float:
    """Where the share axis starts: a round 5 % below the lowest value, 1 (100 %) never being the floor."""
    lowest = min(values, default=0.9)
    return max(0.0, (int(lowest * 20) - 1) / 20)


def height_at(value: float, floor: float) -> float:
    return TOP + HEIGHT * (1 - (value - floor) / (1 - floor))


def share_levels(floor: float, width: int) -> list[str]:
    """At most six grid lines at round percentages, from 100 % down to the floor."""
    lowest = round(floor * 100)
    step = next(size for size in STEPS_OF_PERCENT if (100 - lowest) / size <= MOST_STEPS)
    marks = range(100, lowest - 1, -step)
    return levels([(height_at(mark / 100, floor), f"{mark}%") for mark in marks], LEFT, width - 8)


def share_lines(chart: Mapping[str, Any], width: int) -> str:
    """Lines of shares; a missing value breaks the line, a lone one is a dot.

    `chart`: id, title, description, labels, series [{name, tone main|second, values (0..1 or None)}].
    """
    series: Sequence[Mapping[str, Any]] = chart["series"]
    floor = floor_of([value for one in series for value in one["values"] if value is not None])
    slot = (width - LEFT - 8) / max(1, len(chart["labels"]))
    parts, x = share_levels(floor, width), LEFT
    for one in series:
        stroke, dashes = STROKES[one["tone"]]
        parts += [line(x, 12, x + 22, 12, stroke, width=2, dashes=dashes), text(x + 28, 16, one["name"])]
        x += 48 + 12.5 * len(one["name"])
        for run in runs(one["values"]):
            points = [(LEFT + slot * (index + 0.5), height_at(value, floor)) for index, value in run]
            parts.append(path(points if len(points) > 1 else points * 2, stroke, dashes=dashes))
    parts += labels(chart["labels"], LEFT, slot, TOP + HEIGHT + 18, 44)
    return frame(chart["id"], chart["title"], chart["description"], width, TOP + HEIGHT + 28, parts)


def runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """The stretches of a series that hold values, with their places."""
    found: list[list[tuple[int, float]]] = []
    previous: float | None = None
    for index, value in enumerate(values):
        if value is not None:
            if previous is None:
                found.append([])
            found[-1].append((index, value))
        previous = value
    return found


def connection_curve(chart: Mapping[str, Any], width: int) -> str:
    """The lowest 24 h share over time, its limit, the spans below it and the silences.

    `chart`: id, title, description, limit (0..1), points [(x 0..1, share 0..1)], failing and silent
    [(x0, x1)] in 0..1, marks [(x 0..1, words)].
    """
    points = [(LEFT + x * (width - LEFT - 8), share) for x, share in chart["points"]]
    floor = floor_of([share for _, share in points] + [chart["limit"]])
    limit = height_at(chart["limit"], floor)
    parts = shades(chart["failing"], width, SAND, HEIGHT) + share_levels(floor, width)
    parts += shades(chart["silent"], width, INK, SILENCE)
    if points:
        parts.append(path([(x, height_at(share, floor)) for x, share in points], BLUE, width=1.5))
    parts.append(line(LEFT, limit, width - 8, limit, ORANGE, width=1.4, dashes="6 4"))
    parts.append(text(width - 10, limit + 15, f"{number(chart['limit'] * 100)}%", anchor="end", fill=ORANGE))
    parts += keys(width)
    room = 62.0
    last = -room
    for x, words in chart["marks"]:
        place = LEFT + x * (width - LEFT - 8)
        if place - last >= room and place < width - 20:
            parts.append(text(place, TOP + HEIGHT + 18, words, anchor="middle"))
            last = place
    return frame(chart["id"], chart["title"], chart["description"], width, TOP + HEIGHT + 28, parts)


def shades(stretches: Sequence[tuple[float, float]], width: int, fill: str, tall: float) -> list[str]:
    """Shaded stretches on the time axis, at least 2 px wide so that a short one is still seen."""
    room, top = width - LEFT - 8, TOP + HEIGHT - tall
    return [
        rect(LEFT + start * room, top, max(2.0, (end - start) * room), tall, fill) for start, end in stretches
    ]


def keys(width: int) -> list[str]:
    """The curve's legend; it must fit a phone."""
    step = 100 if width > 400 else 88
    x = LEFT
    parts = [line(x, 12, x + 18, 12, BLUE, width=2), text(x + 22, 16, "最低值", fill=INK)]
    for index, (name, fill) in enumerate((("低于限值", SAND), ("无来电", INK)), start=1):
        x = LEFT + index * step
        parts += [rect(x, 6, 14, 11, fill), text(x + 18, 16, name, fill=INK)]
    return parts
