"""What each act of 督办 does beside moving it: it leaves its trace in the order (10.2.3.3)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.conditions.supervision import NOTE
from hengxian.hotline.models import Note, Supervision
from hengxian.hotline.supervising.letters import issue_notice
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.writing import begin, create, enact

BY_LETTER = "书面通知"


@action("supervision", "propose")
def propose(
    supervision: Supervision, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Supervision:
    """With the trigger, the reason, and the limit that stood then."""
    supervision.trigger, supervision.reason = str(facts.get("trigger") or ""), str(facts.get("reason") or "")
    supervision.proposed_at, supervision.limit_at = at, supervision.order.limit_at
    return begin(supervision, "propose", by=by, at=at, **facts)


@action("supervision", "open")
@transaction.atomic
def open_one(
    supervision: Supervision, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Supervision:
    """A designated person takes it, and says what is demanded."""
    changes = {"supervisor_id": by.person, "opened_at": at, "demand": str(facts.get("reason") or "")}
    enact(supervision, "open", by=by, at=at, version=version, changes=changes, **facts)
    _note(supervision, "立项", str(facts["reason"]), by, at)
    return supervision


@action("supervision", "dismiss")
def dismiss(
    supervision: Supervision, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Supervision:
    """Not taken up, with the reason."""
    changes = {"supervisor_id": by.person, "ended_at": at, "outcome": str(facts.get("reason") or "")}
    return enact(supervision, "dismiss", by=by, at=at, version=version, changes=changes, **facts)


@action("supervision", "act")
@transaction.atomic
def act(
    supervision: Supervision, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Supervision:
    """An entry in the order; a 书面通知 also makes the letter, numbered, in the order's record."""
    way = str(facts.get("way") or "")
    enact(supervision, "act", by=by, at=at, version=version, changes={"last_way": way}, **facts)
    told = {name: str(facts.get(name) or "") for name in ("way", "addressee", "answer")}
    if way == BY_LETTER:
        letter = issue_notice(
            supervision, addressee=told["addressee"], demand=str(facts["content"]),
            reply_by=_day(facts.get("reply_by")), by=by, at=at,
        )  # fmt: skip
        told |= {"document": str(letter.pk), "document_number": letter.number}
    _note(supervision, "督办", str(facts["content"]), by, at, **told)
    return supervision


@action("supervision", "note_answer")
@transaction.atomic
def note_answer(
    supervision: Supervision, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Supervision:
    """What came back, and from whom."""
    enact(supervision, "note_answer", by=by, at=at, version=version, **facts)
    _note(supervision, "答复", str(facts["answer"]), by, at, addressee=str(facts["answered_by"]))
    return supervision


@action("supervision", "end")
@transaction.atomic
def end(
    supervision: Supervision, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Supervision:
    """What came of it."""
    changes = {"ended_at": at, "outcome": str(facts.get("outcome") or "")}
    enact(supervision, "end", by=by, at=at, version=version, changes=changes, **facts)
    _note(supervision, "结束", str(facts["outcome"]), by, at)
    return supervision


def _note(supervision: Supervision, step: str, text: str, by: Actor, at: datetime, **told: str) -> Note:
    note = Note(
        order=supervision.order, type=NOTE, at=at, text=text, author_id=by.person,
        told={"supervision": supervision.pk, "trigger": supervision.trigger, "step": step, **told},
    )  # fmt: skip
    return create(note, by=by, at=at)


def _day(said: object) -> date | None:
    return (
        date.fromisoformat(said)
        if isinstance(said, str) and said
        else said
        if isinstance(said, date)
        else None
    )
