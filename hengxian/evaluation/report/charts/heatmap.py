"""When people call: a map of hour by weekday in seven steps of one hue, with the scale beneath."""

from collections.abc import Mapping, Sequence
from typing import Any

from .axis import short
from .svg import INK, NARROW, STEPS, frame, rect, text


def heat_map(chart: Mapping[str, Any], width: int) -> str:
    """Hours run across; on a phone they run down.

    `chart`: id, title, description, weekdays (7 words), cells[weekday][hour] (ints).
    """
    is_narrow = width < NARROW
    cells: Sequence[Sequence[int]] = chart["cells"]
    top = max((value for day in cells for value in day), default=0)
    left, head = (34.0, 22.0) if is_narrow else (44.0, 8.0)
    across, down = (7, 24) if is_narrow else (24, 7)
    wide, tall = (width - left - 2) / across, 15.0 if is_narrow else 26.0
    parts = names(chart["weekdays"], left, head, wide, tall, is_narrow)
    for day, hours in enumerate(cells):
        for hour, value in enumerate(hours):
            column, line = (day, hour) if is_narrow else (hour, day)
            hint = f"{chart['weekdays'][day]} {hour} 时 {value:,} 通"
            parts.append(
                rect(
                    left + column * wide,
                    head + line * tall,
                    wide - 1.5,
                    tall - 1.5,
                    shade(value, top),
                    hint=hint,
                )
            )
    foot = head + down * tall + (8.0 if is_narrow else 24.0)
    return frame(
        chart["id"], chart["title"], chart["description"], width, foot + 22, parts + scale(left, foot, top)
    )


def shade(value: int, top: int) -> str:
    """One of seven steps; the palest is for nothing at all."""
    return STEPS[0] if value == 0 or top == 0 else STEPS[min(6, 1 + 6 * (value - 1) // top)]


def names(
    weekdays: Sequence[str], left: float, head: float, wide: float, tall: float, is_narrow: bool
) -> list[str]:
    """Weekdays on one side, every third hour on the other."""
    hours = range(0, 24, 3)
    if is_narrow:
        days = [
            text(left + (i + 0.5) * wide, head - 7, d, anchor="middle", fill=INK)
            for i, d in enumerate(weekdays)
        ]
        return days + [text(left - 6, head + (h + 0.8) * tall, f"{h}时", anchor="end") for h in hours]
    days = [
        text(left - 8, head + (i + 0.65) * tall, d, anchor="end", fill=INK) for i, d in enumerate(weekdays)
    ]
    return days + [
        text(left + (h + 0.5) * wide, head + 7 * tall + 14, f"{h}时", anchor="middle") for h in hours
    ]


def scale(left: float, y: float, top: int) -> list[str]:
    """The seven steps from none to the busiest hour."""
    parts = [text(left, y + 13, "0")]
    parts += [rect(left + 14 + step * 22, y + 3, 21, 11, fill) for step, fill in enumerate(STEPS)]
    return [*parts, text(left + 14 + 7 * 22 + 6, y + 13, f"{short(top)} 通／小时段")]
