"""Pen and paper of the charts: fixed decimals, escaped words, a palette that colour-blind eyes can read."""

from collections.abc import Iterable
from html import escape

INK, MUTED, GRID = "#1c2733", "#5a6673", "#dfe4ea"
BLUE, PALE, ORANGE, SAND = "#1f5a8f", "#a9c4dd", "#b8480f", "#f3d9c6"
STEPS = ("#f4f7fa", "#dbe7f1", "#b9d0e4", "#8fb3d3", "#5f92bd", "#35709f", "#174a75")
FONTS = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif"
NARROW = 480
"""Drawings less wide than this are for a phone: fewer labels, heat map stood on end."""


def number(value: float) -> str:
    """A coordinate with at most two decimals, the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def text(x: float, y: float, words: str, *, anchor: str = "start", size: int = 12, fill: str = MUTED) -> str:
    return (
        f'<text x="{number(x)}" y="{number(y)}" text-anchor="{anchor}" font-size="{size}" fill="{fill}">'
        f"{escape(words)}</text>"
    )


def rect(
    x: float, y: float, width: float, height: float, fill: str, *, hint: str = "", round_by: int = 0
) -> str:
    """A filled box; `hint` is shown where a pointer rests on it."""
    corner = f' rx="{round_by}"' if round_by else ""
    box = (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(max(width, 0))}" '
        f'height="{number(max(height, 0))}" fill="{fill}"{corner}'
    )
    return f"{box}><title>{escape(hint)}</title></rect>" if hint else f"{box}/>"


def line(
    x1: float, y1: float, x2: float, y2: float, stroke: str, *, width: float = 1, dashes: str = ""
) -> str:
    broken = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}" '
        f'stroke="{stroke}" stroke-width="{number(width)}"{broken}/>'
    )


def path(points: Iterable[tuple[float, float]], stroke: str, *, width: float = 1.8, dashes: str = "") -> str:
    """A line through the points, round at its joints."""
    steps = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    broken = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="M{steps}" fill="none" stroke="{stroke}" stroke-width="{number(width)}" '
        f'stroke-linejoin="round" stroke-linecap="round"{broken}/>'
    )


def frame(id: str, title: str, description: str, width: int, height: float, parts: Iterable[str]) -> str:
    """One drawing that names itself to a reader who does not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {number(height)}" '
        f'width="{width}" height="{number(height)}" role="img" aria-labelledby="{id}-t {id}-d" '
        f'font-family="{FONTS}"><title id="{id}-t">{escape(title)}</title>'
        f'<desc id="{id}-d">{escape(description)}</desc>{"".join(parts)}</svg>'
    )


def legend(x: float, y: float, entries: Iterable[tuple[str, str]]) -> list[str]:
    """Small squares with names, set in one line from x."""
    parts: list[str] = []
    for name, fill in entries:
        parts += [rect(x, y - 10, 11, 11, fill, round_by=2), text(x + 16, y, name)]
        x += 32 + 12.5 * len(name)
    return parts
