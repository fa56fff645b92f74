"""Extensions: asked by the lead, granted by the hotline; the limit first given stays beside the one in force (B-5)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline import postings
from hengxian.hotline.deadlines import limit_day, reckon_if_known
from hengxian.hotline.models import Extension, Order
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import begin, enact


@action("extension", "ask")
@transaction.atomic
def ask(
    extension: Extension, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Extension:
    """By the unit that leads the order."""
    hold_chain()
    extension.order = Order.objects.get(pk=extension.order_id)
    own = extension.order.parts.filter(until=None, unit__in=postings.units_of(by.person))
    part = own.order_by("-is_lead").first()
    extension.unit_id = part.unit_id if part else extension.order.lead_id or 0
    extension.requested_at = at
    return begin(extension, "ask", by=by, at=at, **facts)


@action("extension", "approve")
@transaction.atomic
def approve(
    extension: Extension, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Extension:
    """The new limit counts from the end of the one in force; the order's limit moves in the same act."""
    hold_chain()
    order = extension.order = Order.objects.get(pk=extension.order_id)
    reckoning = reckon_if_known(limit_day(order.limit_at), extension.days) if order.limit_at else None
    due_at = reckoning.at if reckoning else None
    changes = {"due_at": due_at, "decided_at": at, "answer": str(facts.get("reason") or "")}
    enact(extension, "approve", by=by, at=at, version=version, changes=changes, **facts)
    enact(order, "extend", by=by, at=at, changes={"limit_at": due_at}, reason=changes["answer"])
    return extension


@action("extension", "refuse")
def refuse(
    extension: Extension, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Extension:
    """The limit stays."""
    changes = {"decided_at": at, "answer": str(facts.get("reason") or "")}
    return enact(extension, "refuse", by=by, at=at, version=version, changes=changes, **facts)
