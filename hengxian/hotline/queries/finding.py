"""Orders a person may see, newest first, read off indexes: a page costs the same at any depth and any size.

What several rules let him see (his own, those that wait, those of his unit) are streams of falling ids, each of
which an index answers; merged, they are the list. `sights.may_see` decides again over the page that comes of it.
"""

import heapq
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from hengxian.hotline import keys, postings
from hengxian.hotline.models import Caller, FollowUp, Hotline, Order, Part, Review, Supervision, Unit
from hengxian.hotline.permissions import TO_BE_ARCHIVED, TO_BE_WORKED
from hengxian.hotline.privacy import with_callers_known
from hengxian.hotline.search.index import ORDERS
from hengxian.journal.actor import Actor
from hengxian.people import sights

REACH = re.compile(
    r"[\d\s\-+()（）—]{7,24}((转|分机|ext\.?|#)\s?\d{1,6})?|\S+@\S+", re.IGNORECASE
)  # what looks like a number or address to call back
FEWEST, MOST = 200, 3_200  # ids that are looked at in one go while a page fills
Ids = Iterator[int]
Stream = tuple[
    "QuerySet[Any]", str, dict[str, Any]
]  # rows, their column of order ids, what the order must be


def newest(actor: Actor, *, status: str, text: str, before: int | None, size: int) -> list[int]:
    """Ids of up to `size` orders below `before` that the person may see; "" asks for any status or text."""
    if text:
        return list(islice(_sought(actor, status, text, before), size))
    found = _merged([_falling(*_narrowed(stream, status), before, size) for stream in streams(actor)])
    return list(islice(found, size))


def streams(actor: Actor) -> list[Stream]:
    """What his roles let him see, a row a rule and a hotline; together exactly `sights.may_see`."""
    found: list[Stream] = []
    for role, rules in _RULES.items():
        if role in actor.roles:
            found += rules(actor)
    return found


def _sought(actor: Actor, status: str, text: str, before: int | None) -> Ids:
    """Orders with all the words, or from whoever has that number, in growing steps until the page is full."""
    candidates = _merged([*_by_words(actor, text, before), *_by_caller(actor, text, before)])
    step = FEWEST
    while ids := list(islice(candidates, step)):
        rows = sights.may_see("order", actor).filter(pk__in=ids)
        rows = rows.filter(status=status) if status else rows
        yield from sorted(rows.values_list("pk", flat=True), reverse=True)
        step = min(step * 2, MOST)


def _by_words(actor: Actor, text: str, before: int | None) -> list[Ids]:
    return [_indexed(text, hotline, before) for hotline in _hotlines(actor)]


def _indexed(text: str, hotline: int, before: int | None) -> Ids:
    step = FEWEST
    while ids := ORDERS.newest(text, hotline, before, step):
        yield from ids
        if len(ids) < step:
            return
        before, step = ids[-1], min(step * 2, MOST)


def _by_caller(actor: Actor, text: str, before: int | None) -> list[Ids]:
    """Only for whoever may know that caller: the answer tells that he called."""
    if not REACH.fullmatch(text):
        return []
    lines = Hotline.objects.filter(pk__in=postings.hotlines_of(actor.person))
    known = [Caller.objects.filter(hotline=line, key=keys.caller_key(line, text)).first() for line in lines]
    return [
        _falling(with_callers_known(actor).filter(caller=caller), "pk", before, FEWEST)
        for caller in known
        if caller is not None
    ]


def _hotlines(actor: Actor) -> list[int]:
    units = Unit.objects.filter(pk__in=postings.units_of(actor.person))
    return sorted(
        {
            *postings.hotlines_of(actor.person),
            *postings.archives_of(actor.person),
            *units.values_list("hotline_id", flat=True),
        }
    )


def _orders(**columns: Any) -> Stream:
    return Order.objects.filter(**columns), "pk", {}


def _through(rows: "QuerySet[Any]", **columns: Any) -> Stream:
    return rows, "order_id", columns


def _agents(actor: Actor) -> list[Stream]:
    found = []
    for line in sorted(postings.hotlines_of(actor.person)):
        found.append(_orders(hotline=line, agent=actor.person))
        found += [_orders(hotline=line, status=status) for status in TO_BE_WORKED]
        found.append(_through(FollowUp.objects.filter(status="待回访"), hotline=line))
    return found + [
        _orders(hotline=line, status=status)
        for line in sorted(postings.archives_of(actor.person))
        for status in TO_BE_ARCHIVED
    ]


def _handlers(actor: Actor) -> list[Stream]:
    units = sorted(postings.units_of(actor.person))
    return [_through(Part.objects.filter(unit=unit)) for unit in units]


def _supervisors(actor: Actor) -> list[Stream]:
    lines = postings.hotlines_of(actor.person)
    return [_through(Supervision.objects.all(), hotline__in=lines)]


def _inspectors(actor: Actor) -> list[Stream]:
    lines = postings.hotlines_of(actor.person)
    return [_through(Review.objects.exclude(order=None), hotline__in=lines)]


def _managers(actor: Actor) -> list[Stream]:
    return [_orders(hotline=line) for line in sorted(postings.hotlines_of(actor.person))]


_RULES: dict[str, Callable[[Actor], list[Stream]]] = {
    "agent": _agents,
    "handler": _handlers,
    "supervisor": _supervisors,
    "inspector": _inspectors,
    "hotline_manager": _managers,
}


def _narrowed(stream: Stream, status: str) -> tuple["QuerySet[Any]", str]:
    """Asked row by row and never by a join, which a planner might begin at the orders."""
    rows, column, columns = stream
    wanted = {**columns, "status": status} if status else columns
    if column == "pk" or not wanted:
        return rows.filter(**wanted), column
    return rows.filter(Exists(Order.objects.filter(pk=OuterRef("order_id"), **wanted))), column


def _falling(rows: "QuerySet[Any]", column: str, before: int | None, size: int) -> Ids:
    """The column's values below `before`, the highest first, read in steps of `size`."""
    while True:
        below = rows if before is None else rows.filter(**{f"{column}__lt": before})
        ids = list(below.order_by(f"-{column}").values_list(column, flat=True)[:size])
        yield from ids
        if len(ids) < size:
            return
        before = ids[-1]


def _merged(streams: list[Ids]) -> Ids:
    last = 0
    for pk in heapq.merge(*streams, reverse=True):
        if pk != last:
            yield pk
        last = pk
