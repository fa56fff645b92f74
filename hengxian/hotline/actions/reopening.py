"""Handling again: reopened by whoever checks the result, or redone for a caller content with nothing (T39)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.actions.transferring import assign
from hengxian.hotline.deadlines import AGAIN, reckon_if_known, typed_or_usual
from hengxian.hotline.models import Note, Order, Part
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.models.recorded import plain
from hengxian.journal.writing import create, enact
from hengxian.records.clocks import local_day

FORMER = "上一轮办理"
ROUND = ("replied_at", "reply_way", "reply", "recorded_at", "result", "claimed_resolved", "closed_at")
EMPTY: dict[str, Any] = {
    "replied_at": None, "reply_way": "", "reply": "", "recorded_at": None, "result": "",
    "claimed_resolved": None, "closed_at": None,
    "followup_planned": None,  # the follow-up plan decides about the new round
}  # fmt: skip


@action("order", "reopen")
@transaction.atomic
def reopen(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """The result was not exact, complete or lawful: the same units go on, the limits stay, what was said is kept."""
    hold_chain()
    former = _kept(order, "重新办理")
    enact(order, "reopen", by=by, at=at, version=version, changes={**EMPTY, "reopened_at": at}, **facts)
    _keep(order, former, by, at)
    for part in _last_parts(order):
        enact(part, "resume", by=by, at=at, changes={"until": None})
    return order


@action("order", "redo")
@transaction.atomic
def redo(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """Another round with a limit of its own from today; the first round and the limit first given are kept."""
    hold_chain()
    former, parts = _kept(order, "再次办理"), _last_parts(order)
    days = typed_or_usual(order, facts.get("limit_days"), at)
    reckoning = reckon_if_known(local_day(at), days)
    changes = {
        **EMPTY, "rounds": order.rounds + 1, "reopened_at": at,
        **({"limit_at": reckoning.at} if reckoning else {}),
    }  # fmt: skip
    enact(order, "redo", by=by, at=at, version=version, changes=changes, **facts)
    assert reckoning is not None  # limit_known said so
    _keep(order, former, by, at)
    told = {"began_on": reckoning.began_on.isoformat(), "limit_days": days, "round": order.rounds}
    note = Note(order=order, type=AGAIN, at=at, text=str(facts["reason"]), told=told, author_id=by.person)
    create(note, by=by, at=at)
    assign(order, [part.unit for part in parts], order.lead_id, by=by, at=at)
    return order


def _kept(order: Order, why: str) -> dict[str, Any]:
    """What the round was, before it is emptied."""
    return {"why": why, "round": order.rounds, **{name: plain(getattr(order, name)) for name in ROUND}}


def _keep(order: Order, former: dict[str, Any], by: Actor, at: datetime) -> None:
    note = Note(
        order=order, type=FORMER, at=at, text=former["result"], told=former, author_id=by.person or None
    )
    create(note, by=by, at=at)


def _last_parts(order: Order) -> list[Part]:
    """The parts that were open when the order was closed: they ended at one instant."""
    ended = order.parts.filter(status="已结束").exclude(until=None)
    last = ended.order_by("-until").values_list("until", flat=True).first()
    return list(ended.filter(until=last).select_related("unit").order_by("pk")) if last else []
