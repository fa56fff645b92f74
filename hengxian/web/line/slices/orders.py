"""The order's one page: limits explained, run, matter, caller masked; its clocks; who may have its files."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from hengxian.hotline import deadlines, privacy
from hengxian.hotline.models import Order
from hengxian.hotline.queries import returning
from hengxian.hotline.queries.run import run_of
from hengxian.records.clocks import Clock, Undeterminable, clock, clock_until
from hengxian.records.edition import pack
from hengxian.records.models import StoredFile
from hengxian.records.privacy import masking
from hengxian.standard.calendars import state_council
from hengxian.web.acting.limits import clocks_of
from hengxian.web.acting.panels import panel
from hengxian.web.acting.papers import opened_by
from hengxian.web.acting.visitor import Visitor
from hengxian.web.acting.warnings import warnings_of
from hengxian.web.line import previewing

HANDLING = "办理时限"


@panel("order", "line/order/returned.html", order=5, in_acts=True)
def returned(order: Order, visitor: Visitor) -> dict[str, Any] | None:
    """Why the order came back, for whoever rules on it: on its page and above the form (B-4)."""
    found = returning.awaiting_ruling(order)
    if found is None:
        return None
    read = privacy.reader(order, visitor.actor)
    return {"returned": found, "reason": read(found.reason), "proposed": read(found.proposed)}


@panel("order", "line/order/limits.html", order=10)
def limits(order: Order, visitor: Visitor) -> dict[str, Any] | None:
    """Why it is due when it is due, with every extension; whether the transfer was late, for good (10.2.2)."""
    try:
        transfer = deadlines.transfer_limit(order)
    except Undeterminable as unknown:
        return {"transfer": None, "unknown": unknown.sentence, "steps": ()}
    found = deadlines.explained(order)
    calendar = found.steps[0].reckoning.calendar if found.steps else transfer.calendar
    words = privacy.reader(order, visitor.actor)
    steps = [(step, words(step.extension.answer) if step.extension else "") for step in found.steps]
    return {
        "transfer": transfer, "steps": steps, "calendar": calendar, "returns": order.returns,
        "is_late": deadlines.was_transferred_late(order, visitor.at),
        "needs_transfer": order.handling not in ("direct", "conference"),
    }  # fmt: skip


@panel("order", "line/order/run.html", order=20)
def run(order: Order, visitor: Visitor) -> dict[str, Any]:
    """What happened, the newest first, and which units have it now."""
    parts = order.parts.select_related("unit", "handler").filter(until=None).order_by("-is_lead", "pk")
    return {"happenings": run_of(order, visitor.actor), "parts": list(parts)}


@panel("order", "line/order/matter.html", order=30, in_acts=True)
def matter(order: Order, visitor: Visitor) -> dict[str, Any]:
    """The caller's words, as this person may read them."""
    read = privacy.reader(order, visitor.actor)
    return {
        "text": read(order.text),
        "place": read(order.place),
        "is_masked": read is not str,
        **_due(order, visitor),
    }


@panel("order", "line/order/caller.html", order=35)
def caller(order: Order, visitor: Visitor) -> dict[str, Any]:
    """Who called, masked; whether one may ask to see it in clear, and why not."""
    is_complained_of = privacy.is_complained_of(order, visitor.actor.person)
    told = {
        "is_complained_of": is_complained_of, "is_anonymous": order.is_anonymous and order.caller is None,
        "may_reveal": order.caller is not None and privacy.may_know_caller(order, visitor.actor),
        "wishes": [
            label
            for holds, label in (
                (order.is_confidential, "要求保密"), (order.no_reply, "要求不回复"), (order.no_followup, "要求不回访"),
            )
            if holds
        ],
    }  # fmt: skip
    return told | {"lines": [] if is_complained_of else masked_caller(order)}


def _due(order: Order, visitor: Visitor) -> dict[str, str]:
    """The limit that a transfer by the category's days would set, and where the form asks again when they change."""
    if order.status not in previewing.TRANSFERS or visitor.door not in ("desk", "manage"):
        return {}
    address = reverse(f"{visitor.door}:order_due", args=[order.pk])
    due = previewing.preview(order, {"limit_days": "", "units": (), "lead": ""}, visitor)
    return {"due": due, "due_at": address, "due_fields": previewing.FIELDS}


def masked_caller(order: Order) -> list[tuple[str, str]]:
    """Type, name, telephone, address and mail, masked; nothing for what is not there."""
    known = order.caller
    if known is None:
        return []
    lines = (
        ("类型", known.get_type_display()), ("姓名或名称", masking.mask_name(known.name)),
        ("联系人", masking.mask_name(known.contact_person)),
        ("电话", known.telephone and masking.mask_telephone(known.telephone)),
        ("联系地址", known.address and masking.mask_address(known.address)),
        ("电子邮箱", known.mail and masking.mask_mail(known.mail)),
    )  # fmt: skip
    return [(label, value) for label, value in lines if value]


@clocks_of("order")
def order_limits(order: Order, at: datetime) -> Iterable[Clock]:
    """Both clocks: 2 working days for the transfer, and the limit in force for the unit."""
    calendar = state_council().calendar
    if order.handling not in ("direct", "conference"):
        done_at = order.transferred_at or order.closed_at
        yield clock(pack(), "transfer", order.accepted_at, calendar, at=at, done_at=done_at)
    if order.limit_at is not None:
        due_on = deadlines.limit_day(order.limit_at)
        yield clock_until(HANDLING, "10.2.2.2", order.accepted_at, due_on, at=at, done_at=order.closed_at)


@warnings_of("order")
def waiting_for_parts(order: Order, visitor: Visitor) -> list[str]:
    """The lead joins the others' parts into one reply: who has not said anything yet (10.2.2.4)."""
    if order.status != "办理中":
        return []
    silent = order.parts.filter(until=None, is_lead=False, contributed_at=None).select_related("unit")
    names = "、".join(part.unit.name for part in silent)
    return [f"协办单位尚未提交意见：{names}（10.2.2.4）"] if names else []


@warnings_of("order")
def emergency(order: Order, visitor: Visitor) -> list[str]:
    """An emergency says so wherever the order is looked at, with what has not been done about it."""
    if not order.is_emergency or order.status == "已归档":
        return []
    waits = (
        (order.acknowledged_at, "热线管理者尚未确认（10.1.3.4）"),
        (order.reported_to_department_at, "尚未报应急处置部门（10.2.2.3）"),
    )
    open_ = "，".join(sentence for done_at, sentence in waits if done_at is None)
    return [f"突发应急事件：{order.get_emergency_type_display()}" + (f"，{open_}" if open_ else "")]


@opened_by("order")
def may_open(order: Order, file: StoredFile, visitor: Visitor) -> bool:
    """Attachments could tell who called (B-9)."""
    return privacy.may_open(order, file, visitor.actor)
