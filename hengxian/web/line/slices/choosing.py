"""Answers to the asks of an order: units, articles, persons of its hotline; and what its forms show at first."""

from collections.abc import Collection, Mapping
from typing import Any

from hengxian.hotline import deadlines
from hengxian.hotline.knowledge.finding import find
from hengxian.hotline.knowledge.validity import in_force
from hengxian.hotline.models import Order, Unit
from hengxian.hotline.postings import staffed as staffed_units
from hengxian.hotline.queries import returning
from hengxian.people.models import Person
from hengxian.web.acting.asking import Pairs, answers_for, filled_in
from hengxian.web.acting.visitor import Visitor

MOST = 300
BEST, WORDS = 5, 200


@answers_for("order", "transfer", "units")
@answers_for("order", "transfer", "lead")
@answers_for("order", "settle_return", "units")
@answers_for("order", "settle_return", "lead")
@answers_for("order", "coordinate", "units")
@answers_for("order", "confer", "unit")
def units(order: Order, visitor: Visitor) -> Pairs:
    """The open units of the order's hotline."""
    found = Unit.objects.filter(hotline=order.hotline_id, closed_on=None).order_by("name")
    staffed = staffed_units(order.hotline_id)
    return [(str(unit.pk), _unit_label(unit, order, staffed)) for unit in found]


@answers_for("order", "answer", "article")
def articles(order: Order, visitor: Visitor) -> Pairs:
    """Articles that may be cited today: what the caller's words find first, then those of the order's category."""
    words = f"{order.title} {order.text}"[-WORDS:]
    found = in_force(order.hotline_id, visitor.on)
    best = [
        each.article for each in find(words, order.hotline_id, visitor.on, size=BEST) if each.may_be_cited
    ]
    own = found.filter(matter=order.matter_id) if order.matter_id else found.none()
    shown = dict.fromkeys([*best, *own.order_by("title")[:MOST], *found.order_by("title")[:MOST]])
    return [(str(each.pk), f"{each.number} {each.title}") for each in shown][:MOST]


@answers_for("order", "recuse", "person")
def persons(order: Order, visitor: Visitor) -> Pairs:
    """Whoever is posted at the hotline or in one of the order's units."""
    found = Person.objects.filter(postings__hotline=order.hotline_id, postings__ended_at=None)
    return [(str(each.pk), each.name) for each in found.distinct().order_by("name")[:MOST]]


@filled_in("order", "transfer")
def usual(order: Order, visitor: Visitor) -> Mapping[str, Any]:
    """The unit and the limit that the category usually has."""
    unit = order.matter.unit_id if order.matter else None
    return {
        "units": [str(unit)] if unit else [],
        "limit_days": deadlines.days_for(order.matter, visitor.at) or "",
    }


@filled_in("order", "settle_return")
def former(order: Order, visitor: Visitor) -> Mapping[str, Any]:
    """The units that had it when it came back; whoever beside the lead has handed in its opinion is not asked again."""
    back = returning.awaiting_ruling(order)
    had = order.parts.filter(until=back.at) if back else order.parts.none()
    units = [str(part.unit_id) for part in had if part.is_lead or part.contributed_at is None]
    return {"units": units, "lead": str(order.lead_id) if len(units) > 1 else ""}


@filled_in("order", "reply")
@filled_in("order", "coordinate")
def now(order: Order, visitor: Visitor) -> Mapping[str, Any]:
    """The present minute."""
    return {"at_time": visitor.at.replace(second=0, microsecond=0)}


@filled_in("order", "confer")
def on_the_line(order: Order, visitor: Visitor) -> Mapping[str, Any]:
    """The unit of the category, which is rung now; when the call ends is not known yet."""
    unit = order.matter.unit_id if order.matter else None
    return {"unit": str(unit or ""), "began_at": visitor.at.replace(second=0, microsecond=0)}


def _unit_label(unit: Unit, order: Order, staffed: Collection[int]) -> str:
    if unit.pk == order.complained_of_id:
        return f"{unit.name}（被投诉单位，不得牵头）"
    return unit.name if unit.pk in staffed else f"{unit.name}（尚无承办人员）"
