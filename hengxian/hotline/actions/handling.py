"""A unit's work: taking up, its opinion to the lead, the reply to the caller, the result; both make it closed (T38)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.models import Order, Part
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import enact

CLOSED = "已办结"


@action("order", "take_up")
@transaction.atomic
def take_up(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """The order and its lead's part together."""
    hold_chain()
    enact(order, "take_up", by=by, at=at, version=version, **facts)
    lead = order.parts.filter(until=None, is_lead=True).get()
    enact(lead, "take_up", by=by, at=at, changes=_taken(by, at))
    return order


@action("part", "take_up")
@transaction.atomic
def take_up_part(part: Part, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Part:
    """A unit beside the lead takes up its part; the lead's part goes with the order."""
    hold_chain()
    if part.is_lead and part.order.status == "已转交":
        take_up(part.order, by=by, at=at)
        part.refresh_from_db()
        return part
    return enact(part, "take_up", by=by, at=at, version=version, changes=_taken(by, at), **facts)


@action("part", "contribute")
def contribute(part: Part, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Part:
    """What the lead joins into one reply."""
    changes = {
        "contribution": str(facts.get("contribution") or ""), "contributed_at": at, "handler_id": by.person,
        "taken_up_at": part.taken_up_at or at,
    }  # fmt: skip
    return enact(part, "contribute", by=by, at=at, version=version, changes=changes, **facts)


@action("order", "reply")
@transaction.atomic
def reply(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """The caller was answered; with the result recorded it is closed."""
    hold_chain()
    said = facts.get("at_time")
    replied_at = (
        max(said, order.accepted_at) if isinstance(said, datetime) else None
    )  # a form gives whole minutes
    changes = {"replied_at": replied_at, "reply_way": facts.get("way"), "reply": facts.get("content")}
    return _one_of_both(order, "reply", changes, order.recorded_at, by, at, version, facts)


@action("order", "record")
@transaction.atomic
def record(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """The result is in the order; with the caller answered it is closed."""
    hold_chain()
    changes = {
        "recorded_at": at, "result": facts.get("result"), "claimed_resolved": facts.get("claimed_resolved")
    }  # fmt: skip
    return _one_of_both(order, "record", changes, order.replied_at, by, at, version, facts)


def end_parts(order: Order, *, by: Actor, at: datetime) -> None:
    """Every open part ends, the lead's last: whoever acts for it has his duty from it."""
    for part in order.parts.filter(until=None).order_by("is_lead", "pk"):
        enact(part, "end", by=by, at=at, changes={"until": at})


def _one_of_both(
    order: Order, verb: str, changes: dict[str, Any], other: datetime | None, by: Actor, at: datetime,
    version: int | None, facts: dict[str, Any],
) -> Order:  # fmt: skip
    if other is None:
        return enact(order, verb, by=by, at=at, version=version, to="=", changes=changes, **facts)
    own = changes.get("replied_at") or changes.get("recorded_at")
    changes["closed_at"] = max(own, other) if isinstance(own, datetime) else None
    enact(order, verb, by=by, at=at, version=version, to=CLOSED, changes=changes, **facts)
    end_parts(order, by=by, at=at)
    return order


def _taken(by: Actor, at: datetime) -> dict[str, Any]:
    return {"taken_up_at": at, "handler_id": by.person}
