"""The technical committee in a case: who may vote, on which file, and what the votes come to (6.3.1, 14.3.1)."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from hengxian.certification import ties
from hengxian.certification.models import Ballot, Case
from hengxian.journal import chain
from hengxian.people.models import Person
from hengxian.records.parameters import value_of
from hengxian.records.registers.book import BODY
from hengxian.records.registers.reading import rows
from hengxian.records.registers.values import CHINA

MAJORITIES = {"过半数": Fraction(1, 2), "三分之二以上": Fraction(2, 3), "四分之三以上": Fraction(3, 4)}


def committee_on(on: date) -> list[Person]:
    """Members whose term covers the day."""
    roster = [row.data for row in rows("committee_roster", BODY)]
    terms = [term for term in roster if term["starts_on"] <= on.isoformat() <= term["ends_on"]]
    return list(Person.objects.filter(pk__in=[int(term["member"]) for term in terms]).order_by("pk"))


def barred(case: Case, person: Person) -> str | None:
    """Why a member may not vote in the case, or None: in its team, its adviser, or tied (14.3.1)."""
    if member := case.members.filter(person=person).first():
        return f"{person.name} 是本案{member.get_duty_display()}"
    found = ties.with_client(case.organisation, person.pk, case.hotline_id) | ties.declared(case, person.pk)
    return f"{person.name} {found['tie']}" if found else None


def eligible_members(case: Case, at: datetime) -> list[Person]:
    """Members of the committee who may vote in the case, over whom the quorum is counted."""
    return [person for person in committee_on(at.astimezone(CHINA).date()) if barred(case, person) is None]


def file_digest(case: Case) -> str:
    """What a ballot is bound to: the report, the evaluation, the plan, and every nonconformity as it was raised."""
    nonconformities = case.nonconformities.order_by("number").values_list(
        "number", "clause", "facts", "grade", "status"
    )
    evaluation = case.evaluation_report
    return chain.digest(
        {
            "report": {name: value for name, value in case.report.items() if name != "opinion"},
            "plan": case.plan,
            "nonconformities": [[*row[:4], row[4] == "已撤销"] for row in nonconformities],
            "evaluation": [evaluation.content_text, evaluation.scorecard],
        }
    )


def ballots_of(case: Case) -> list[Ballot]:
    """Ballots of the running round."""
    return list(case.ballots.filter(round=case.round).select_related("person").order_by("cast_at"))


def counted_ballots(case: Case, eligible: Iterable[Person]) -> list[Ballot]:
    """Ballots of the running round by members who may still vote."""
    persons = {person.pk for person in eligible}
    return [ballot for ballot in ballots_of(case) if ballot.person_id in persons]


def stale_ballots(case: Case) -> list[Ballot]:
    """Ballots cast on another state of the file."""
    now = file_digest(case)
    return [ballot for ballot in ballots_of(case) if ballot.file_digest != now]


def count_votes(case: Case, at: datetime) -> dict[str, Any]:
    """The opinion as it will be printed: counts, who dissented and why, each finding, and the file it is about.

    A ballot whose member has come to be barred, or sits no more, stays in the record and is not counted.
    """
    eligible = eligible_members(case, at)
    ballots = counted_ballots(case, eligible)
    counted = {choice: sum(b.choice == choice for b in ballots) for choice in ("赞成", "反对", "弃权")}
    quorum, majority = value_of("P-committee", at), value_of("P-committee-majority", at)
    return {
        "round": case.round,
        "votes": counted,
        "eligible": len(eligible),
        "quorum": quorum.value if quorum else None,
        "majority": majority.value if majority else None,
        "is_for": majority is not None and carries(counted["赞成"], len(ballots), str(majority.value)),
        "dissent": [
            {"member": b.person.name, "choice": b.choice, "reason": b.reason}
            for b in ballots
            if b.choice != "赞成"
        ],
        "findings": [{"member": b.person.name, **b.findings} for b in ballots],
        "file": file_digest(case),
    }


def carries(in_favour: int, cast: int, majority: str) -> bool:
    """Whether the votes in favour reach the majority named, counted over all ballots cast, abstentions included.

    过半数 is more than half; 三分之二以上 and its like are reached on the mark (以上含本数).
    """
    share = Fraction(in_favour, cast) if cast else Fraction(0)
    wanted = MAJORITIES[majority]
    return share > wanted if majority == "过半数" else share >= wanted


def opinion_of(case: Case) -> dict[str, Any]:
    """The opinion of the last closed vote; empty while there is none."""
    return dict(case.report.get("opinion") or {})
