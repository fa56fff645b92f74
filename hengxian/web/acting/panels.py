"""Panels: what a part of the process adds to the page of a record, in its own small template.

    @panel("case", "certifying/audit/plan.html", order=20)
    def plan(record, visitor):
        return None if … else {"lines": …}     # None: the panel is not shown

The template gets `record`, `visitor` and what the function returned; it is shown under its own heading.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from hengxian.web.acting.visitor import Visitor

Content = Callable[[Any, Visitor], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """A panel of one kind's page; those of low order stand above. Those `in_acts` stand above the forms of acts too."""

    kind: str
    template: str
    content: Content
    order: int
    in_acts: bool = False
    site: str = ""


@dataclass(frozen=True)
class Shown:
    """A panel with its content."""

    template: str
    content: dict[str, Any]


_panels: list[Panel] = []


def panel(
    kind: str, template: str, order: int = 50, *, in_acts: bool = False, site: str = ""
) -> Callable[[Content], Content]:
    """Registers a panel for the pages of a kind, and for the pages of its acts if whoever acts has to read it.

    `site` is given where both sites have a kind of that name.
    """

    def register(content: Content) -> Content:
        _panels.append(Panel(kind, template, content, order, in_acts, site))
        return content

    return register


def shown(record: Any, visitor: Visitor, *, in_acts: bool = False) -> list[Shown]:
    """The panels of a record that are there for the person, in order; or those of them above the form of an act."""
    here = (each for each in _panels if each.site in ("", settings.HENGXIAN_SITE))
    fitting = (each for each in here if each.kind == record.kind and (each.in_acts or not in_acts))
    mine = sorted(fitting, key=lambda each: each.order)
    found = ((each, each.content(record, visitor)) for each in mine)
    return [Shown(each.template, content) for each, content in found if content is not None]
