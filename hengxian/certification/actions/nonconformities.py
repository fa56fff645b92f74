"""Nonconformities: raised with facts and evidence, handed over, corrected by the client, verified by an auditor."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.certification.models import Nonconformity
from hengxian.certification.queries.days import working_days_after
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import begin, enact
from hengxian.kernel.refusals import Refused
from hengxian.records.clocks import whole_days
from hengxian.records.parameters import require
from hengxian.records.registers.values import CHINA


@action("nonconformity", "raise")
@transaction.atomic
def raise_one(
    nonconformity: Nonconformity, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Nonconformity:
    """Numbered within its case in the order of finding; the grade is the assessor's, with its reason (T34)."""
    hold_chain()
    case = nonconformity.case
    nonconformity.number = f"{case.number}-N{case.nonconformities.count() + 1:02d}"
    nonconformity.found_by = by.person
    for name in ("clause", "requirement", "facts", "grade", "grade_reason"):
        setattr(nonconformity, name, facts.get(name) or "")
    nonconformity.evidence = list(facts.get("evidence") or ())
    return begin(nonconformity, "raise", by=by, at=at, **facts)


@action("nonconformity", "hand_over")
@transaction.atomic
def hand_over(
    nonconformity: Nonconformity, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Nonconformity:
    """Given to the client with the limit of its correction, in working days of this nonconformity."""
    said = facts.get("limit_days")
    days = (
        _usual_days(at) if said is None else whole_days(said) or 1
    )  # the table's own condition refuses a wrong one
    due = working_days_after(at.astimezone(CHINA).date(), days)
    changes = {"handed_over_at": at, "due_on": due}
    return enact(nonconformity, "hand_over", by=by, at=at, version=version, changes=changes, **facts)


def _usual_days(at: datetime) -> int:
    try:
        return int(require("P-nc", at).value)
    except Refused:  # told by the table's own condition, after person and state
        return 1


@action("nonconformity", "acknowledge")
def acknowledge(
    nonconformity: Nonconformity, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Nonconformity:
    """The client acknowledges it, with or without another opinion."""
    changes = {"disagreement": str(facts.get("disagreement") or "")}
    return enact(nonconformity, "acknowledge", by=by, at=at, version=version, changes=changes, **facts)


@action("nonconformity", "regrade")
def regrade(
    nonconformity: Nonconformity, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Nonconformity:
    """Another grade with its reason; the journal keeps the first with its own."""
    changes = {"grade": str(facts.get("grade") or ""), "grade_reason": str(facts.get("reason") or "")}
    return enact(nonconformity, "regrade", by=by, at=at, version=version, changes=changes, **facts)


@action("nonconformity", "submit_correction")
def submit_correction(
    nonconformity: Nonconformity, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Nonconformity:
    """Correction, cause and action of the client, with evidence."""
    said = {name: facts.get(name) for name in ("correction", "cause", "action", "evidence")}
    changes = {"correction": {**said, "submitted_at": at.isoformat()}}
    return enact(nonconformity, "submit_correction", by=by, at=at, version=version, changes=changes, **facts)


@action("nonconformity", "verify")
def verify(
    nonconformity: Nonconformity, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Nonconformity:
    """Closed by an auditor, who says what he looked at and how."""
    said = {
        "way": facts.get("way"),
        "evidence": facts.get("evidence_text"),
        "by": by.name,
        "at": at.isoformat(),
    }
    return enact(
        nonconformity, "verify", by=by, at=at, version=version, changes={"verification": said}, **facts
    )
