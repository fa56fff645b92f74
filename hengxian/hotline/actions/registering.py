"""Registering an order: numbered, coded, tied to contact and caller; corrected later with a reason (10.1.3.2)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline import keys
from hengxian.hotline.intake import callers, codes, contacts, likeness
from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.intake.emergencies import alarm_managers
from hengxian.hotline.models import Matter, Order
from hengxian.hotline.numbers import next_order_number
from hengxian.hotline.search import orders as words
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import begin, enact
from hengxian.kernel.refusals import Incomplete

CORRECTED = ("title", "area", "place", "matter")


@action("order", "register")
@transaction.atomic
def register(
    order: Order,
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
    caller: Particulars | None = None,
    code_key: str = "",
    same_as: tuple[tuple[int, str], ...] = (),
    **facts: Any,
) -> Order:
    """Number it and give a query code, which stands in `order.query_code` of this instance and nowhere else.

    `caller` are the particulars of whoever called, `same_as` earlier orders that the agent links (id, relation).
    An order that is an emergency alarms the managers at once.
    """
    hold_chain()
    _tie_contact(order, caller, by, at)
    order.number = next_order_number(order.hotline, at)
    order.accepted_at = order.accepted_at or at
    if order.accepted_at > at:
        raise Incomplete("受理时间不能晚于现在", "10.1.3.2", ("accepted_at",))
    order.agent_id = by.person or None
    order.matter_key = _matter_key(order)
    code = codes.code_for(order.hotline, code_key)
    order.code_digest = keys.code_digest(order.hotline, code)
    if order.is_emergency:
        order.reported_to_manager_at = at
    begin(order, "register", by=by, at=at, **facts)
    words.index(order)
    order.query_code = code  # type: ignore[attr-defined]  # said once, never stored
    for earlier, relation in same_as:
        likeness.link(order, likeness.of_hotline(order.hotline, earlier), relation, by=by, at=at)
    if order.is_emergency:
        alarm_managers(order, by=by, at=at)
    return order


@action("order", "correct")
@transaction.atomic
def correct(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """Put right what was recorded; what is not said stays. Its key of the matter and its words to find follow."""
    hold_chain()
    changes = {name: facts[name] for name in CORRECTED if facts.get(name)}
    if "matter" in changes:
        changes["matter_id"] = Matter._default_manager.get(
            pk=changes.pop("matter"), hotline=order.hotline_id
        ).pk
    changed = Order._default_manager.get(pk=order.pk)
    for name, value in changes.items():
        setattr(changed, name, value)
    changes["matter_key"] = _matter_key(changed)
    enact(order, "correct", by=by, at=at, version=version, changes=changes, **facts)
    words.index(changed)
    return order


@action("order", "mark_test")
@transaction.atomic
def mark_test(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """A test's order, and its contact with it: they leave every figure and stay in the log (B-13)."""
    enact(order, "mark_test", by=by, at=at, version=version, changes={"is_test": True}, **facts)
    if order.contact is not None and not order.contact.is_test:
        contacts.mark_test(order.contact, by=by, at=at, reason=str(facts.get("reason") or ""))
    return order


def _tie_contact(order: Order, said: Particulars | None, by: Actor, at: datetime) -> None:
    contact = order.contact
    if contact is not None:
        order.channel, order.is_test = contact.channel, order.is_test or contact.is_test
    if order.is_anonymous:
        return
    order.caller = order.caller or (contact.caller if contact is not None else None)
    if said is None or said.is_empty:
        return
    if order.caller is None:
        order.caller = callers.known(order.hotline, said.sender, by=by, at=at, said=said)
    else:
        order.caller = callers.described(order.caller, said, by=by, at=at)


def _matter_key(order: Order) -> str:
    caller = order.caller.key if order.caller else ""
    return keys.matter_key(order.hotline, caller, order.place, order.matter.name if order.matter else "")
