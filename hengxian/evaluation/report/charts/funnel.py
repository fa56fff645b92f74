"""How many are left at each step: lying bars that shrink, each with its part of the first step."""

from collections.abc import Mapping
from typing import Any

from .svg import BLUE, GRID, INK, NARROW, PALE, frame, rect, text


def funnel(chart: Mapping[str, Any], width: int) -> str:
    """Bars of counts against the first step.

    `chart`: id, title, description, steps [{name, count, words, is_branch}]; a branch is drawn paler,
    since it does not follow from the step above it.
    """
    is_narrow = width < NARROW
    left, pitch = (4.0, 46) if is_narrow else (130.0, 36)
    room = width - left - (8 if is_narrow else 170)
    most = max((step["count"] for step in chart["steps"]), default=0) or 1
    parts: list[str] = []
    for index, step in enumerate(chart["steps"]):
        y = 6.0 + index * pitch + (18 if is_narrow else 0)
        fill = PALE if step["is_branch"] else BLUE
        if is_narrow:
            parts.append(text(left, y - 6, f"{step['name']}  {step['words']}", size=13, fill=INK))
        else:
            parts.append(text(left - 12, y + 16, step["name"], anchor="end", size=13, fill=INK))
            parts.append(text(left + room + 12, y + 16, step["words"], size=13, fill=INK))
        parts.append(rect(left, y, room, 22, GRID, round_by=2))
        hint = f"{step['name']} {step['words']}"
        parts.append(rect(left, y, room * step["count"] / most, 22, fill, hint=hint, round_by=2))
    return frame(
        chart["id"], chart["title"], chart["description"], width, 12 + len(chart["steps"]) * pitch, parts
    )
