"""The committee votes, and its chair closes the vote (6.3.1)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.certification.models import Ballot, Case
from hengxian.certification.papers.committee import issue_opinion
from hengxian.certification.queries.committee import count_votes, file_digest
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import create, enact

FINDINGS = ("process", "nonconformities", "conclusion")  # 6.3.1.1-3


@action("case", "vote")
@transaction.atomic
def vote(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """Cast one sealed ballot on the file as it stands, with the three findings of 6.3.1.

    Another member's vote meanwhile is no change of what this one saw, so the version is read afresh.
    """
    hold_chain()
    case.refresh_from_db()
    enact(case, "vote", by=by, at=at, **facts)
    ballot = Ballot(
        case=case,
        round=case.round,
        person_id=by.person,
        choice=str(facts["choice"]),
        reason=str(facts["reason"]),
        findings={name: str(facts[name]) for name in FINDINGS},
        file_digest=file_digest(case),
        cast_at=at,
    )
    create(ballot, by=by, at=at, verb="cast")
    return case


@action("case", "review")
@transaction.atomic
def close_vote(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """The chair closes the vote; the opinion is what the ballots come to."""
    hold_chain()
    report = {**case.report, "opinion": count_votes(case, at)}
    enact(case, "review", by=by, at=at, version=version, changes={"report": report}, **facts)
    issue_opinion(case, by=by, at=at)
    return case


@action("case", "send_back")
@transaction.atomic
def send_back(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """Back to the step named; the ballots of this round stay in the record and a new round begins."""
    return enact(case, "send_back", by=by, at=at, version=version, changes={"round": case.round + 1}, **facts)
