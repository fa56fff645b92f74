"""Returning an order with a reason: counted, ruled on by the manager, told to him the third time (B-4)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline import telling
from hengxian.hotline.models import Note, Order, Part
from hengxian.hotline.queries.returning import PROPOSAL
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import create, enact

MANY = 3  # the third return goes to the manager's list


@action("order", "return")
@transaction.atomic
def return_order(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """The whole order goes back: every part ends, the lead's with the reason; the unit it names instead is kept."""
    hold_chain()
    returns = order.returns + 1
    enact(order, "return", by=by, at=at, version=version, changes={"returns": returns}, **facts)
    for part in order.parts.filter(until=None, is_lead=False):
        enact(part, "end", by=by, at=at, changes={"until": at})
    lead = order.parts.filter(until=None, is_lead=True).get()
    reason = str(facts["reason"])
    _returned(lead, by, at, reason)
    if proposed := str(facts.get("proposed_unit") or "").strip():
        create(Note(order=order, type=PROPOSAL, at=at, text=proposed, author_id=by.person), by=by, at=at)
    telling.managers(
        order.hotline, f"工单 {order.number} 第 {returns} 次退单，等待裁定", about=order, by=by, at=at,
        key=f"return:{order.pk}:{returns}",
    )  # fmt: skip
    return order


@action("part", "return")
@transaction.atomic
def return_part(part: Part, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Part:
    """A unit beside the lead says that it has no part in the matter; the lead goes on."""
    hold_chain()
    return _returned(part, by, at, str(facts.get("reason") or ""), version)


def _returned(part: Part, by: Actor, at: datetime, reason: str, version: int | None = None) -> Part:
    changes = {"until": at, "return_reason": reason}
    return enact(part, "return", by=by, at=at, version=version, changes=changes, reason=reason)
