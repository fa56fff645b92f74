"""The limits that run on a case once it is decided: the written notice, and a condition to be met (6.3.2.2, 6.3.3).

The issue of a certificate has no limit in days; it is counted from the signature, apart from the notice (T48).
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest

from hengxian.certification.models import Case, Decision
from hengxian.certification.models.decision import Outcome
from hengxian.journal.models import Entry
from hengxian.records.clocks import Clock, Standing, clock_until
from hengxian.records.edition import pack

DECIDED = ("待整改", "已决定", "已归档")


def clocks_of_case(case: Case, at: datetime) -> list[Clock]:
    """Every limit of the case's decisions, the older first; what came late stays marked as late."""
    if case.status not in DECIDED:  # asked of every case of a list: costs nothing until something is decided
        return []
    decisions = list(case.decisions.order_by("decided_at", "pk"))
    told = _told_at(case, decisions)
    pairs = zip_longest(decisions, decisions[1:])
    return [clock for one, later in pairs for clock in _clocks(one, later, told, at)]


def _told_at(case: Case, decisions: list[Decision]) -> list[datetime]:
    if len(decisions) < 2:
        return [case.notified_at] if case.notified_at else []
    entries = Entry.objects.filter(object_kind=case.kind, object_id=str(case.pk), verb="notify")
    return [datetime.fromisoformat(entry.at) for entry in entries.order_by("sequence")]


def _clocks(
    decision: Decision, later: Decision | None, told: list[datetime], at: datetime
) -> Iterator[Clock]:
    ended_at = later.decided_at if later else None
    told_at = next((each for each in told if each >= decision.decided_at), None)
    yield _notice(decision, told_at, at)
    # Before the notice nobody shows the client, who sees these limits too, what was decided.
    if decision.outcome == Outcome.CONDITIONAL and decision.limit_on and told_at:
        yield clock_until(
            "有条件批准的整改", "6.3.2.2", decision.decided_at, decision.limit_on, at=at, done_at=ended_at
        )


def _notice(decision: Decision, done_at: datetime | None, at: datetime) -> Clock:
    line, began_at, due_on = pack().deadlines["decision_notice"], decision.decided_at, decision.notice_due_on
    if due_on is None:
        note = "期限落在尚未公布工作日安排的年份"
        return Clock(
            line.id, line.name, line.clauses[0], began_at, done_at, None, Standing.UNKNOWN, note=note
        )
    return clock_until(line.name, line.clauses[0], began_at, due_on, at=at, done_at=done_at)
