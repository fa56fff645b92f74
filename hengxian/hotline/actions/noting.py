"""What is kept in an order beside its states: coordination, notes, recusals, masked copies (9.1.1.3, B-9)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.conditions.handling import RECUSAL
from hengxian.hotline.models import Note, Order
from hengxian.hotline.naming import ids, units_named
from hengxian.hotline.privacy import RELEASED
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import create, enact


@action("order", "coordinate")
@transaction.atomic
def coordinate(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """Time, units, outcome, tied to the order."""
    hold_chain()
    enact(order, "coordinate", by=by, at=at, version=version, **facts)
    units = units_named(order, facts["units"])
    told = {"units": [unit.name for unit in units], "outcome": facts["outcome"]}
    return _noted(order, "协调记录", facts["text"], told, by, at, since=facts["at_time"])


@action("order", "note")
@transaction.atomic
def note(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """A call to the unit, a visit, a word for whoever comes next."""
    hold_chain()
    enact(order, "note", by=by, at=at, version=version, **facts)
    return _noted(order, "办理记录", facts["text"], {"way": facts["way"]}, by, at)


@action("order", "recuse")
@transaction.atomic
def recuse(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """From now on the person handles nothing of this order."""
    hold_chain()
    enact(order, "recuse", by=by, at=at, version=version, **facts)
    person = ids(facts.get("person"))[:1] or [by.person]
    return _noted(order, RECUSAL, facts["reason"], {"person": person[0]}, by, at)


@action("order", "release_copy")
@transaction.atomic
def release_copy(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """Masked copies for a unit that does not see the caller's own attachments."""
    hold_chain()
    enact(order, "release_copy", by=by, at=at, version=version, **facts)
    return _noted(order, RELEASED, facts["reason"], {"files": list(facts["copies"])}, by, at)


def _noted(
    order: Order, type: str, text: str, told: dict[str, Any], by: Actor, at: datetime, *,
    since: datetime | None = None,
) -> Order:  # fmt: skip
    create(
        Note(order=order, type=type, at=since or at, text=text, told=told, author_id=by.person), by=by, at=at
    )
    return order
