"""Decisions on a case, their signatures and their notice (6.3.2, 6.3.3, 条例 22)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from hengxian.certification.conditions.deciding import CONDITIONAL, GRANT, REFUSE
from hengxian.certification.models import Case, Decision
from hengxian.certification.papers.committee import issue_decision
from hengxian.certification.queries.committee import opinion_of
from hengxian.certification.queries.days import working_days_after, working_days_after_if_known
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import create, enact
from hengxian.records.clocks import whole_days
from hengxian.records.delivering import hand_over
from hengxian.records.edition import pack
from hengxian.records.issuing import documents_of
from hengxian.records.notices.telling import To, tell
from hengxian.records.parameters import value_of
from hengxian.records.registers.values import CHINA

CLAUSES = {GRANT: "6.3.2.1", CONDITIONAL: "6.3.2.2", REFUSE: "6.3.2.3"}
# Values that a decision rests on are kept with it: a later change of a parameter alters nothing decided.
RESTS_ON = ("P-decider", "P-committee", "P-committee-majority", "P-major", "P-conditional", "P-keepwho")


@action("case", "decide")
@transaction.atomic
def decide(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """Decide on certification; a conditional approval waits for its corrections and has no certificate (T24)."""
    hold_chain()
    target = "待整改" if facts.get("outcome") == CONDITIONAL else "已决定"
    enact(case, "decide", by=by, at=at, version=version, to=target, changes={"decided_at": at}, **facts)
    days = whole_days(facts.get("limit_days")) if target == "待整改" else None
    limit = working_days_after(_local_day(at), days) if days else None
    _record(case, str(facts["outcome"]), str(facts["reason"]), by, at, limit)
    return case


@action("case", "conclude_surveillance")
@transaction.atomic
def conclude_surveillance(
    case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Case:
    """Keep, or open the way to suspension or revocation; the status itself changes by its own procedure (6.4.2.3)."""
    hold_chain()
    enact(case, "conclude_surveillance", by=by, at=at, version=version, changes={"decided_at": at}, **facts)
    _record(
        case, str(facts["outcome"]), str(facts["reason"]), by, at, None, str(facts.get("ground") or "6.4.2.3")
    )
    return case


@action("case", "confirm_rectified")
@transaction.atomic
def confirm_rectified(
    case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Case:
    """The corrections are verified: the conditional approval becomes one, to be signed and notified anew."""
    hold_chain()
    enact(case, "confirm_rectified", by=by, at=at, version=version, changes={"decided_at": at}, **facts)
    _record(case, GRANT, str(facts["reason"]), by, at, None)
    return case


@action("case", "end_condition")
@transaction.atomic
def end_condition(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """The limit ran out: a person decides again (6.3.2.3)."""
    hold_chain()
    enact(case, "end_condition", by=by, at=at, version=version, changes={"decided_at": at}, **facts)
    _record(case, REFUSE, str(facts["reason"]), by, at, None)
    return case


@action("case", "sign")
@transaction.atomic
def sign(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """The head signs the conclusion that the certification persons signed (条例 22), and with it the notice."""
    hold_chain()
    enact(case, "sign", by=by, at=at, version=version, changes={"signed_at": at}, **facts)
    letter = issue_decision(case, str(facts["method"]), by=by, at=at)
    tell(To(role="clerk"), f"决定已签署，待送达：{letter.number}", about=case.story, by=by, at=at)
    return case


@action("case", "notify")
@transaction.atomic
def notify(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """The letter is delivered; whether in time is computed from the decision (6.3.3)."""
    hold_chain()
    enact(case, "notify", by=by, at=at, version=version, changes={"notified_at": at}, **facts)
    letter = documents_of(case.story, sort="decision")[-1]
    way, moment, proof = facts["delivery"], facts["delivered_at"], facts.get("proof") or ()
    hand_over(letter, way=way, delivered_at=_instant(moment), evidence=proof, by=by, at=at)
    tell(To(organisation=case.organisation), f"已送达：{letter.number}", about=case.story, by=by, at=at)
    return case


def _instant(moment: datetime | str) -> datetime:
    told = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return told if told.tzinfo else told.replace(tzinfo=CHINA)


def _record(
    case: Case,
    outcome: str,
    reason: str,
    by: Actor,
    at: datetime,
    limit: date | None,
    clause: str | None = None,
) -> Decision:
    opinion = opinion_of(case)
    findings = case.nonconformities.order_by("number")
    decision = Decision(
        case=case,
        outcome=outcome,
        reason=reason,
        clause=clause or CLAUSES.get(outcome, "6.4.2.3"),
        basis={
            "opinion": {name: opinion.get(name) for name in ("round", "votes", "is_for", "file")}
            if opinion
            else None,
            "nonconformities": [[each.number, each.clause, each.grade, each.status] for each in findings],
        },
        parameters={name: setting.as_used() for name in RESTS_ON if (setting := value_of(name, at))},
        limit_on=limit,
        notice_due_on=working_days_after_if_known(
            _local_day(at), int(pack().limits["notice_working_days"].value)
        ),
        decided_by_id=by.person,
        decided_at=at,
    )
    return create(decision, by=by, at=at, verb="record")


def _local_day(at: datetime) -> date:
    return at.astimezone(CHINA).date()
