"""Conditions of forming the team (6.2.1.1, 13.3.1.1, 14.2.1): two registered auditors, one lead, no ties, competent."""

from hengxian.certification.models import Case, Member
from hengxian.certification.models.member import Duty
from hengxian.certification.queries.team import (
    AUDITING,
    auditors_of,
    covering,
    incompetent,
    is_registered,
    on_staff,
    open_members,
    undeclared,
)
from hengxian.journal.conditions import Act, condition
from hengxian.people.models import Person
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack

LEADS = (Duty.LEAD, Duty.EVALUATION_LEAD)


def duty_called(label: object) -> str:
    """The duty by the name that acts use. KeyError for none."""
    return {duty.label: duty.value for duty in Duty}[str(label)]


def smallest_team() -> int:
    """How many registered auditors each audit needs (问答5)."""
    return int(pack().limits["registered_auditors"].value)


def _candidate(act: Act) -> tuple[Person | None, str]:
    person = Person.objects.filter(pk=int(act.facts["person"])).first()
    return person, duty_called(act.facts["duty"])


@condition
def candidate_on_staff(case: Case, act: Act) -> str | None:
    """A lead has the role of one; everybody else at least that of an auditor."""
    person, duty = _candidate(act)
    if person is None:
        return "没有登记过这个人员"
    wanted = "审核组长" if duty == Duty.LEAD else "审核员"
    return None if on_staff(person.pk, duty) else f"{person.name} 没有“{wanted}”的角色，不能指定"


@condition
def not_named_yet(case: Case, act: Act) -> str | None:
    """One duty once."""
    person, duty = _candidate(act)
    named = case.members.filter(person=person, duty=duty, left_at=None).exists()
    return f"{person.name if person else ''} 已是本案{Duty(duty).label}" if named else None


@condition
def candidate_clear(case: Case, act: Act) -> str | None:
    """No declaration, or an asset or management tie: cannot be named; another tie only after the head's ruling."""
    person, _ = _candidate(act)
    return undeclared(case, person) if person else None


@condition
def candidate_registered(case: Case, act: Act) -> str | None:
    """An expired registration removes the person that day (条例 38)."""
    person, duty = _candidate(act)
    if person is None or duty not in AUDITING or is_registered(person.pk, local_day(act.at)):
        return None
    return f"{person.name} 在 {local_day(act.at)} 没有有效的审查员注册（条例38、问答5）"


@condition
def candidate_competent(case: Case, act: Act) -> str | None:
    """By the body's own criteria; without any nobody is named (P-competence)."""
    person, duty = _candidate(act)
    return incompetent(person, duty, act.at) if person else None


@condition
def enough_remain(case: Case, act: Act) -> str | None:
    """Once the team stands, nobody leaves it without a lead or with fewer than two registered auditors."""
    member = Member.objects.filter(case=case, pk=int(act.facts["member"]), left_at=None).first()
    if member is None:
        return "没有这个成员，或已经退出"
    if case.status == "已立案":
        return None
    rest = [each for each in open_members(case) if each.pk != member.pk]
    for duty in LEADS:
        if duty not in {each.duty for each in rest}:
            return f"须先指定另一名{duty.label}，再免去 {member.person.name}（6.2.1.1）"
    return _too_few({each.person_id for each in rest if each.duty in AUDITING}, act)


def _too_few(persons: set[int], act: Act) -> str | None:
    wanted = smallest_team()
    found = len(covering(persons, local_day(act.at)))
    if found >= wanted:
        return None
    return f"每次审查不得少于 {wanted} 名持有有效注册的审查员，现有 {found} 名（问答5、6.2.1.1）"


@condition
def two_registered_auditors(case: Case, act: Act) -> str | None:
    """At least two persons, registered today; trainees and experts never count."""
    return _too_few({person.pk for person in auditors_of(case)}, act)


@condition
def one_lead(case: Case, act: Act) -> str | None:
    """One lead of the audit team and one of the evaluation group; they may be one person (T44)."""
    duties = [member.duty for member in open_members(case)]
    wrong = [f"{duty.label} {duties.count(duty)} 人" for duty in LEADS if duties.count(duty) != 1]
    return f"审核组长、评价组长应各为一人，现有{'、'.join(wrong)}（6.2.1.1、13.3.1.1）" if wrong else None


@condition
def declarations_clear(case: Case, act: Act) -> str | None:
    """Nobody in the team without a declaration or with a tie (14.2.1)."""
    people = {member.person_id: member.person for member in open_members(case)}
    return "；".join(filter(None, (undeclared(case, person) for person in people.values()))) or None


@condition
def competence_proved(case: Case, act: Act) -> str | None:
    """Every member by the criteria for his duty (14.2.1)."""
    told = (incompetent(member.person, member.duty, act.at) for member in open_members(case))
    return "；".join(dict.fromkeys(filter(None, told))) or None
