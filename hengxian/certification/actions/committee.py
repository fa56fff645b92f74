"""The committee votes, and its chair closes the vote (6.3.1)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.certification.acting import action
from hengxian.certification.conditions.deciding import FINDINGS
from hengxian.certification.models import Ballot, Case
from hengxian.certification.models.ballot import Choice
from hengxian.certification.queries.committee import barred, committee_on, count_votes, file_digest
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import create, enact
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.people.models import Person


@transaction.atomic
def vote(case: Case, *, by: Actor, at: datetime, choice: str, reason: str, findings: Mapping[str, str]) -> Ballot:
    """Cast one sealed ballot on the file as it stands. One a member and round; never changed."""
    hold_chain()
    person = Person.objects.get(pk=by.person)
    _check_voter(case, person, by, at)
    if choice not in Choice.values or not reason.strip():
        raise Incomplete("表决须为赞成、反对或弃权，并写明理由", "6.3.1")
    lacking = [name for name in FINDINGS if not str(findings.get(name) or "").strip()]
    if lacking:
        raise Incomplete(f"三项审查意见还缺：{'、'.join(lacking)}", "6.3.1")
    ballot = Ballot(
        case=case, round=case.round, person=person, choice=choice, reason=reason,
        findings={name: findings[name] for name in FINDINGS}, file_digest=file_digest(case), cast_at=at,
    )  # fmt: skip
    return create(ballot, by=by, at=at, verb="vote")


def _check_voter(case: Case, person: Person, by: Actor, at: datetime) -> None:
    if case.status != "报告已批":
        raise NotNow(f"审核案现为“{case.state}”，表决只在“报告已批”时进行", "6.3.1")
    if not {"committee_member", "committee_chair"} & by.roles or person not in committee_on(at.date()):
        raise NotAllowed("不是在任的技术委员会委员", "14.3.1")
    if why := barred(case, person):
        raise NotAllowed(f"须回避，不能表决：{why}", "14.3.1")
    if case.ballots.filter(round=case.round, person=person).exists():
        raise NotNow("本次审查中已经表决，表决不能更改", "6.3.1")


@action("case", "review")
@transaction.atomic
def close_vote(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """The chair closes the vote; the opinion is what the ballots come to."""
    hold_chain()
    report = {**case.report, "opinion": count_votes(case, at)}
    return enact(case, "review", by=by, at=at, version=version, changes={"report": report}, **facts)


@action("case", "send_back")
@transaction.atomic
def send_back(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """Back to the step named; the ballots of this round stay in the record and a new round begins."""
    return enact(case, "send_back", by=by, at=at, version=version, changes={"round": case.round + 1}, **facts)
