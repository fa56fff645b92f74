"""Who is where: a month of auditors against days, from the plans of all cases that are not over (6.2.1.2)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hengxian.certification.models import Case
from hengxian.certification.queries.plan import Block, engagements, is_working
from hengxian.kernel.refusals import NotThere
from hengxian.people.models import Person
from hengxian.people.sights import may_see
from hengxian.web.acting.visitor import Visitor, signed_in

READERS = frozenset({"clerk", "head_of_body", "head_delegate", "lead_auditor", "auditor"})


@dataclass(frozen=True)
class Day:
    """A column; `is_worked` is None in a year that is not announced."""

    on: date
    is_worked: bool | None


@dataclass(frozen=True)
class Place:
    """What stands in a cell: the case where the reader may see it, and the place; both empty for a case of others."""

    case: Case | None
    site: str


@require_safe
@signed_in
def calendar(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """One month; whoever may not see a case learns only that the person is taken."""
    if visitor.is_client or not visitor.actor.roles & READERS:
        raise NotThere("没有这个页面")
    first = _month(request.GET.get("month", ""), visitor.on)
    last = _next(first) - timedelta(days=1)
    found = engagements(first, last)
    days = [Day(day, is_working(day)) for day in _between(first, last)]
    names = dict(
        Person.objects.filter(pk__in={b.auditor for b in found}).order_by("name").values_list("pk", "name")
    )
    cells = _cells(found, {case.number: case for case in may_see("case", visitor.actor)})
    context = {
        "title": "审核日历",
        "month": first,
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": _next(first),
        "days": days,
        "lines": [
            (name, [cells.get((person, day.on), []) for day in days]) for person, name in names.items()
        ],
    }
    return render(request, "office/calendar.html", context)


def _cells(found: list[Block], known: Mapping[str, Case]) -> dict[tuple[int, date], list[Place]]:
    cells: dict[tuple[int, date], list[Place]] = defaultdict(list)
    for block in found:
        case = known.get(block.case)
        place = Place(case, block.site if case else "")
        for day in block.dates:
            if place not in cells[block.auditor, day]:
                cells[block.auditor, day].append(place)
    return cells


def _month(said: str, today: date) -> date:
    try:
        return date.fromisoformat(f"{said}-01")
    except ValueError:
        return today.replace(day=1)


def _next(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
