"""Answering on the spot, and the three-party call (10.2.1): article cited, result, parties, outcome."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.knowledge import citing, raising
from hengxian.hotline.models import Handling, Leg, Note, Order
from hengxian.hotline.naming import article_named, units_named
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import create, enact

CONFERENCE = "三方通话"
SOLVED = "当场解决"


@action("order", "answer")
@transaction.atomic
def answer(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """Closed when the result is recorded (10.3.1.1); what no article answered becomes a knowledge gap."""
    hold_chain()
    changes = {
        "handling": Handling.DIRECT, "closed_in_first_contact": facts.get("on_the_spot") is not False,
        "result": str(facts.get("result") or ""), "claimed_resolved": facts.get("claimed_resolved"),
        "recorded_at": at, "closed_at": at,
    }  # fmt: skip
    enact(order, "answer", by=by, at=at, version=version, changes=changes, **facts)
    article = article_named(order, facts.get("article"))
    if article is not None:
        citing.cite(order, article, by=by, at=at)
    else:
        raising.raise_gap(str(facts["without_article"]), order.hotline, by=by, at=at, order=order)
    return order


@action("order", "confer")
@transaction.atomic
def confer(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """Solved, it is closed; reached without solution, refused or not answered, it waits for its transfer (R3.7)."""
    hold_chain()
    is_solved = facts.get("outcome") == SOLVED
    facts["ended_at"] = facts.get("ended_at") or at
    closing = {
        "handling": Handling.CONFERENCE, "result": str(facts.get("result") or ""), "claimed_resolved": True,
        "recorded_at": at, "closed_at": at,
    }  # fmt: skip
    enact(
        order, "confer", by=by, at=at, version=version, to="已办结" if is_solved else "待转交",
        changes=closing if is_solved else {}, **facts,
    )  # fmt: skip
    unit = units_named(order, facts["unit"])[0]
    told = {
        "parties": ["服务对象", by.name, unit.name],
        "unit": unit.pk,
        "began_at": facts["began_at"].isoformat(),
        "ended_at": facts["ended_at"].isoformat(),
        "outcome": facts["outcome"],
        "recording": facts.get("recording") or "",
    }
    note = Note(
        order=order,
        type=CONFERENCE,
        at=facts["began_at"],
        text=facts["result"],
        told=told,
        author_id=by.person,
    )
    create(note, by=by, at=at, verb="confer")
    _leg(order, note, unit.name, by, at)
    return order


def _leg(order: Order, note: Note, party: str, by: Actor, at: datetime) -> None:
    """The unit is one more leg of the same call, which stays one call (B-1)."""
    if order.contact_id is None:
        return
    told = note.told
    began, ended = (datetime.fromisoformat(told[name]) for name in ("began_at", "ended_at"))
    was_answered = told["outcome"] != "单位未接听"
    leg = Leg(
        contact_id=order.contact_id, identity=f"conference-{note.pk}", party=party, began_at=began,
        answered_at=began if was_answered else None, ended_at=ended, outcome=told["outcome"],
    )  # fmt: skip
    create(leg, by=by, at=at)
