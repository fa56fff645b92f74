"""Transferring an order and ruling on its return: units, lead, and a limit that counts from the acceptance (10.2.2)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.deadlines import reckon_if_known, typed_or_usual
from hengxian.hotline.models import Handling, Note, Order, Part, Unit
from hengxian.hotline.naming import lead_of, units_named
from hengxian.hotline.queries.returning import RULING
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import begin, create, enact
from hengxian.records.clocks import local_day


@action("order", "transfer")
@transaction.atomic
def transfer(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """To its units, one of them leading. The limit is the typed one or the category's, from the day of acceptance."""
    hold_chain()
    changes: dict[str, Any] = {
        "handling": Handling.TRANSFERRED, "opinion": str(facts.get("opinion") or ""),
        "is_directed": bool(facts.get("is_directed")), "transferred_at": order.transferred_at or at,
        **_limit(order, facts, at), **_led(order, facts),
    }  # fmt: skip
    enact(order, "transfer", by=by, at=at, version=version, changes=changes, **facts)
    _assign_all(order, facts, by, at)
    return order


@action("order", "settle_return")
@transaction.atomic
def settle_return(
    order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Order:
    """The same unit again, directed, or another; the clock has been running all along (B-4)."""
    hold_chain()
    changes = {"is_directed": bool(facts.get("is_directed")), **_led(order, facts)}
    enact(order, "settle_return", by=by, at=at, version=version, changes=changes, **facts)
    parts = _assign_all(order, facts, by, at)
    told = {
        "units": [part.unit.name for part in parts], "lead": order.lead.name if order.lead else "",
        "is_directed": order.is_directed,
    }  # fmt: skip
    note = Note(order=order, type=RULING, at=at, text=str(facts["reason"]), told=told, author_id=by.person)
    create(note, by=by, at=at)
    return order


def assign(order: Order, units: Iterable[Unit], lead: int | None, *, by: Actor, at: datetime) -> list[Part]:
    """A new part of the order's present round for each unit."""
    made = []
    for unit in units:
        part = Part(order=order, unit=unit, is_lead=unit.pk == lead, round=order.rounds, since=at)
        made.append(begin(part, "assign", by=by, at=at))
    return made


def _assign_all(order: Order, facts: dict[str, Any], by: Actor, at: datetime) -> list[Part]:
    return assign(order, units_named(order, facts["units"]), order.lead_id, by=by, at=at)


def _led(order: Order, facts: dict[str, Any]) -> dict[str, Any]:
    lead = lead_of(order, facts) if facts.get("units") else None
    return {"lead": lead} if lead else {}


def _limit(order: Order, facts: dict[str, Any], at: datetime) -> dict[str, Any]:
    """The limit first given, which nothing changes afterwards; nothing for one that cannot be told: it is refused."""
    days = typed_or_usual(order, facts.get("limit_days"), at)
    reckoning = reckon_if_known(local_day(order.accepted_at), days)
    if order.due_at is not None or reckoning is None:
        return {}
    return {"limit_days": days, "due_at": reckoning.at, "limit_at": reckoning.at}
