"""Orders that may be about the same, shown before a new one is filed; a person links them, nothing merges (B-7)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from hengxian.hotline import keys
from hengxian.hotline.intake.callers import repeat_days
from hengxian.hotline.models import Caller, Hotline, Link, Matter, Order
from hengxian.journal.actor import Actor
from hengxian.journal.writing import create
from hengxian.kernel.refusals import Incomplete

MOST = 8


@dataclass(frozen=True)
class Likeness:
    """An earlier order and why it may be the same: `duplicate` (the same caller) or `same_matter` (others too)."""

    order: Order
    type: str
    reason: str


@dataclass(frozen=True)
class Wanted:
    """What is known of the order about to be filed; whatever is missing is not compared."""

    caller: Caller | None = None
    matter: Matter | None = None
    area: str = ""
    place: str = ""


def suggestions(hotline: Hotline, wanted: Wanted, *, at: datetime) -> list[Likeness]:
    """The likeliest first, a few: same caller and matter and place, same caller and matter, same place and matter."""
    since = at - timedelta(days=repeat_days(hotline, at))
    recent = Order._default_manager.filter(hotline=hotline, accepted_at__gt=since, is_test=False)
    recent = recent.select_related("matter").order_by("-id")
    found: dict[int, Likeness] = {}
    for type_, reason, query in _questions(hotline, wanted):
        for order in recent.filter(query)[:MOST]:
            found.setdefault(order.pk, Likeness(order, type_, reason))
    return list(found.values())[:MOST]


def of_hotline(hotline: Hotline, pk: int) -> Order:
    """An order of the hotline. Incomplete where there is none of that id."""
    found: Order | None = Order._default_manager.filter(pk=pk, hotline=hotline).first()
    if found is None:
        raise Incomplete("只能关联本热线的另一张工单", "10.2.3.1", ("same_as",))
    return found


def link(order: Order, earlier: Order, type_: str, *, by: Actor, at: datetime) -> Link:
    """Say that the order is about the same as an earlier one of the same hotline. Incomplete for any other pair."""
    if order.hotline_id != earlier.hotline_id or earlier.pk == order.pk:
        raise Incomplete("只能关联本热线的另一张工单", "10.2.3.1", ("same_as",))
    if type_ not in dict(Link.TYPES):
        raise Incomplete("关系应为“重复来电”或“同一事项”", "10.2.3.1", ("same_as",))
    known = Link._default_manager.filter(order=order, earlier=earlier).first()
    return known or create(Link(order=order, earlier=earlier, type=type_), by=by, at=at, verb="link")


def _questions(hotline: Hotline, wanted: Wanted) -> list[tuple[str, str, Q]]:
    found = []
    if wanted.caller and wanted.matter and wanted.place:
        key = keys.matter_key(hotline, wanted.caller.key, wanted.place, wanted.matter.name)
        found.append(("duplicate", "同一服务对象、同一地点、同一事项", Q(matter_key=key)))
    if wanted.caller and wanted.matter:
        found.append(("duplicate", "同一服务对象、同一事项", Q(caller=wanted.caller, matter=wanted.matter)))
    if wanted.matter and wanted.place:
        place = wanted.place.strip()
        found.append(("same_matter", "同一地点、同一事项", Q(matter=wanted.matter, place=place)))
    if wanted.caller:
        found.append(("duplicate", "同一服务对象", Q(caller=wanted.caller)))
    return found
