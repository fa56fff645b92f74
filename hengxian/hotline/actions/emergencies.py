"""Emergencies of an order: marked, acknowledged, reported to the department, passed on to 110, 119, 120, 122."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.intake.emergencies import alarm_managers
from hengxian.hotline.models import Note, Order
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.writing import create, enact
from hengxian.kernel.refusals import Incomplete

PASSED_ON = "即时移交"


@action("order", "mark_emergency")
@transaction.atomic
def mark_emergency(
    order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Order:
    """Mark it and alarm the managers in the same breath; the first report stays when it is marked anew."""
    changes = {
        "is_emergency": True, "emergency_type": facts.get("emergency_type", ""),
        "reported_to_manager_at": order.reported_to_manager_at or at,
    }  # fmt: skip
    enact(order, "mark_emergency", by=by, at=at, version=version, changes=changes, **facts)
    alarm_managers(order, by=by, at=at)
    return order


@action("order", "acknowledge_emergency")
def acknowledge_emergency(
    order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Order:
    """A manager has it; the first acknowledgement's time stays."""
    changes = {"acknowledged_at": order.acknowledged_at or at}
    return enact(order, "acknowledge_emergency", by=by, at=at, version=version, changes=changes, **facts)


@action("order", "report_emergency")
def report_emergency(
    order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Order:
    """The second record, to the department that deals with it (10.2.2.3); apart from the manager's."""
    told_at = _told_at(order, facts, at)
    changes = {
        "reported_to_department_at": told_at, "emergency_department": str(facts.get("department") or "")[:80],
        "emergency_receipt": str(facts.get("receipt") or ""),
    }  # fmt: skip
    return enact(order, "report_emergency", by=by, at=at, version=version, changes=changes, **facts)


@action("order", "pass_on")
@transaction.atomic
def pass_on(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """Where, when, by whom and with what answer it was passed on, as a note of the order (B-10)."""
    told_at = _told_at(order, facts, at)
    enact(order, "pass_on", by=by, at=at, version=version, **facts)
    service, receipt = facts.get("service", ""), facts.get("receipt", "")
    note = Note(
        order=order, type=PASSED_ON, at=told_at or at, text=f"移交 {service}：{receipt}",
        told={"service": service, "receipt": receipt, "by": by.name}, author_id=by.person or None,
    )  # fmt: skip
    create(note, by=by, at=at, verb="pass_on")
    return order


def _told_at(order: Order, facts: dict[str, Any], at: datetime) -> datetime | None:
    """The told time; Incomplete for one that is to come or before the order was accepted."""
    told: datetime | None = facts.get("at_time")
    if told is not None and not order.accepted_at <= told <= at:
        raise Incomplete("时间应在受理之后、现在之前", fields=("at_time",))
    return told
