"""Blocks of a paper in a template: a column by place, our own drawings unescaped."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def at(sequence: Sequence[Any], place: int) -> Any:
    """The item at a place, None beyond the end."""
    return sequence[place] if place < len(sequence) else None


@register.filter
def alone(one: Any) -> list[Any]:
    """A list of it."""
    return [one]


@register.filter
def drawing(svg: str) -> SafeString:
    """An SVG that `evaluation.report.charts` made: it escapes every word itself."""
    return mark_safe(svg)


@register.filter
def width_of(part: int, whole: int) -> int:
    """A part in percent of the whole, from 0 to 100."""
    return min(100, max(0, part * 100 // whole)) if whole else 0
