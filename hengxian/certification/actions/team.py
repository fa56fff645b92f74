"""Inviting, naming and releasing members; the evaluation group is kept as its own record (6.2.1.1, 13.3.1.1)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.certification.conditions.team import duty_called
from hengxian.certification.models import Case, Member
from hengxian.certification.queries.team import EVALUATING
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import amend, create, enact
from hengxian.people.models import Account
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack
from hengxian.records.notices.telling import To, tell
from hengxian.records.registers.book import open_book
from hengxian.records.registers.reading import row_of
from hengxian.records.registers.writing import revise, write

GROUP = "evaluation_team"


@action("case", "invite")
@transaction.atomic
def invite(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """Each is told to declare; who is invited may open the page of the declaration and nothing else."""
    hold_chain()
    asked = sorted({int(person) for person in facts.get("persons") or ()} | {*case.plan.get("invited", [])})
    enact(
        case,
        "invite",
        by=by,
        at=at,
        version=version,
        changes={"plan": {**case.plan, "invited": asked}},
        **facts,
    )
    text = f"请就审核案 {case.number} 声明与认证对象的利益关系"
    for account in Account.objects.filter(person__in=facts["persons"], organisation=None, is_active=True):
        tell(
            To(account=account), text, about=case.story, by=by, at=at, link=f"/office/declarations/{case.pk}/"
        )
    return case


@action("case", "name_member")
@transaction.atomic
def name_member(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """One person, one duty; the same person may have another in the other group (T44)."""
    hold_chain()
    enact(case, "name_member", by=by, at=at, version=version, **facts)
    duty = duty_called(facts["duty"])
    member = Member(case=case, person_id=int(facts["person"]), duty=duty, tasks=str(facts["tasks"]))
    create(member, by=by, at=at, verb="name")
    if duty in EVALUATING:
        _note_in_group(case, member, by, at)
    return case


def _note_in_group(case: Case, member: Member, by: Actor, at: datetime) -> None:
    facts = {"post": EVALUATING[member.duty], "duty": member.tasks}
    known = row_of(GROUP, case.story, str(member.person_id))
    book = open_book(pack(), GROUP, case)
    if known is None:
        write(book, facts, subject=str(member.person_id), by=by, at=at)
    else:
        revise(book, known, facts, by=by, at=at)


@action("case", "release_member")
@transaction.atomic
def release_member(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """The member leaves; what he did stays his, and he stays barred from the committee and the decision."""
    hold_chain()
    enact(case, "release_member", by=by, at=at, version=version, **facts)
    member = case.members.get(pk=int(facts["member"]))
    amend(member, by=by, at=at, verb="release", reason=str(facts["reason"]), left_at=at)
    known = row_of(GROUP, case.story, str(member.person_id)) if member.duty in EVALUATING else None
    if known is not None:
        told = {"duty": f"{known.data['duty']}（{local_day(at)} 退出）"}
        revise(open_book(pack(), GROUP, case), known, told, by=by, at=at)
    return case
