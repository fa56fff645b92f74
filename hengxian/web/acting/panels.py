"""Panels: what a part of the process adds to the page of a record, in its own small template.

    @panel("case", "certifying/audit/plan.html", order=20)
    def plan(record, visitor):
        return None if … else {"lines": …}     # None: the panel is not shown

The template gets `record`, `visitor` and what the function returned; it is shown under its own heading.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hengxian.web.acting.visitor import Visitor

Content = Callable[[Any, Visitor], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """A panel of one kind's page; those of low order stand above."""

    kind: str
    template: str
    content: Content
    order: int


@dataclass(frozen=True)
class Shown:
    """A panel with its content."""

    template: str
    content: dict[str, Any]


_panels: list[Panel] = []


def panel(kind: str, template: str, order: int = 50) -> Callable[[Content], Content]:
    """Registers a panel for the pages of a kind."""

    def register(content: Content) -> Content:
        _panels.append(Panel(kind, template, content, order))
        return content

    return register


def shown(record: Any, visitor: Visitor) -> list[Shown]:
    """The panels of a record that are there for the person, in order."""
    mine = sorted((each for each in _panels if each.kind == record.kind), key=lambda each: each.order)
    found = ((each, each.content(record, visitor)) for each in mine)
    return [Shown(each.template, content) for each, content in found if content is not None]
