"""Exclusions: proposed with a code and evidence, approved by another natural person, the caller told (B-6)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.actions.handling import end_parts
from hengxian.hotline.lifecycles.order import OPEN
from hengxian.hotline.models import Exemption, Order
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.models import Entry
from hengxian.journal.writing import begin, enact


@action("exemption", "propose")
@transaction.atomic
def propose(
    exemption: Exemption, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Exemption:
    """Nothing changes for the order yet."""
    hold_chain()
    exemption.order = Order.objects.get(pk=exemption.order_id)
    exemption.proposed_at = at
    return begin(exemption, "propose", by=by, at=at, **facts)


@action("exemption", "approve")
@transaction.atomic
def approve(
    exemption: Exemption, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Exemption:
    """The order leaves the figures with code, proposer and approver; it ends too where that was proposed."""
    hold_chain()
    order = exemption.order = Order.objects.get(pk=exemption.order_id)
    reason = str(facts.get("reason") or "")
    enact(exemption, "approve", by=by, at=at, version=version, changes=_decided(at, reason), **facts)
    ends = exemption.ends_order and order.status in OPEN.split()
    changes = {
        "exclusion": exemption.code, "exclusion_by_id": _proposer(exemption), "exclusion_approved_by_id": by.person
    }  # fmt: skip
    enact(order, "exclude", by=by, at=at, to="已终止" if ends else "=", changes=changes, reason=reason)
    if ends:
        end_parts(order, by=by, at=at)
    return exemption


@action("exemption", "refuse")
def refuse(
    exemption: Exemption, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Exemption:
    """The order stays in the figures."""
    changes = _decided(at, str(facts.get("reason") or ""))
    return enact(exemption, "refuse", by=by, at=at, version=version, changes=changes, **facts)


def _decided(at: datetime, reason: str) -> dict[str, Any]:
    return {"decided_at": at, "answer": reason}


def _proposer(exemption: Exemption) -> int:
    entry = Entry.objects.filter(
        object_kind=exemption.kind, object_id=str(exemption.pk), verb="propose"
    ).get()
    return entry.person
