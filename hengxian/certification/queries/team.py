"""Who may be in the team of a case: declared, free of ties, registered, competent (14.2.1, 条例 13, 14, 38)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from hengxian.certification import ties
from hengxian.certification.models import Case, Member
from hengxian.certification.models.member import Duty
from hengxian.people.models import Account, Grant, Person
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack
from hengxian.records.parameters import value_of
from hengxian.records.registers.reading import row_of, rows

# Only these count towards the two of each audit; trainees and experts never do (问答5).
AUDITING = (Duty.LEAD, Duty.AUDITOR)
EVALUATING: dict[str, str] = {Duty.EVALUATION_LEAD: "评价组长", Duty.EVALUATOR: "评价组成员"}
ROLES_IN_CASES = ("lead_auditor", "auditor")
LEVELS = ("能独立担任", "须在指导下担任")  # the better first; 不能担任 is none


def open_members(case: Case) -> list[Member]:
    """The members who have not left, in the order of naming."""
    return list(case.members.filter(left_at=None).select_related("person").order_by("pk"))


def auditors_of(case: Case) -> list[Person]:
    """The lead and the auditors, each person once."""
    found = {member.person_id: member.person for member in open_members(case) if member.duty in AUDITING}
    return list(found.values())


def is_registered(person: int, on: date) -> bool:
    """Whether a registration of the person covers the day, its first and last included."""
    return bool(covering([person], on))


def covering(persons: Iterable[int], on: date) -> dict[int, dict[str, Any]]:
    """The registration that covers the day, by person; who has none is left out."""
    return {
        person: row.data
        for person in persons
        for row in rows("auditor_registrations", f"person:{person}")
        if row.data["starts_on"] <= on.isoformat() <= row.data["ends_on"]
    }


def undeclared(case: Case, person: Person) -> str | None:
    """Why the person may not be named for want of independence, or None (14.2.1)."""
    if row_of("member_declarations", case.story, str(person.pk)) is None:
        return f"{person.name} 尚未声明与认证对象的利益关系（14.2.1）"
    if tie := _tie(case, person.pk):
        return f"{person.name} {tie}（14.2.1、条例13）"
    employment = rows("employment_declarations", f"person:{person.pk}").last()
    if employment is not None and employment.data.get("only_here") is False:
        return f"{person.name} 声明同时在另一认证机构从业（条例14）"
    return None


def _tie(case: Case, person: int) -> str | None:
    found = ties.with_client(case.organisation, person, case.hotline_id) | ties.declared(case, person)
    return found.get("tie")


def incompetent(person: Person, duty: str, at: datetime) -> str | None:
    """Which criterion of competence the person does not show in the matrix, or None; P-competence holds the criteria.

    A row of the parameter is 职责 | 能力领域 | 能力 (能独立担任 when left out). A duty without a row of its own
    needs any entry in the matrix that does not say 不能担任.
    """
    setting = value_of("P-competence", at)
    if setting is None:
        return "审核组与委员会成员能力准则未设定（14.2.1、14.3.1）"
    shown = _competences(person.pk, local_day(at))
    wanted = [row for row in setting.value if row and row[0] == Duty(duty).label]
    if not wanted:
        return None if shown else f"{person.name} 在能力矩阵中没有有效的评定（14.2.1）"
    for _, area, *level in wanted:
        lowest = level[0] if level else LEVELS[0]
        if not _reaches(shown.get(area), lowest):
            return f"{person.name} 的“{area}”现为“{shown.get(area, '未评定')}”，担任{Duty(duty).label}须“{lowest}”"
    return None


def _competences(person: int, on: date) -> dict[str, str]:
    choices = {choice.id: choice.name for choice in _areas()}
    return {
        choices[row.subject]: row.data["level"]
        for row in rows("competence_matrix", f"person:{person}")
        if row.subject in choices
        and row.data["level"] in LEVELS
        and (row.review_on is None or row.review_on >= on)
    }


def _areas() -> Sequence[Any]:
    subject = pack().register("competence_matrix").subject
    return tuple(subject.choices) if subject else ()


def _reaches(level: str | None, lowest: str) -> bool:
    if level not in LEVELS or lowest not in LEVELS:
        return False
    return LEVELS.index(level) <= LEVELS.index(lowest)


def on_staff(person: int, duty: str) -> bool:
    """Whether the person has an account with the role the duty needs: a lead is a 组长, everybody else an auditor."""
    wanted = ROLES_IN_CASES[:1] if duty == Duty.LEAD else ROLES_IN_CASES
    accounts = Account.objects.filter(person=person, is_active=True)
    return Grant.objects.filter(account__in=accounts, role__in=wanted, ended_at=None).exists()


def pickable(on: date) -> list[tuple[Person, str]]:
    """Whom the clerk may pick on a day, with the registration: an expired one takes a person off the list (条例 38).

    Who never was registered stays on it, as an expert or trainee.
    """
    accounts = Grant.objects.filter(role__in=ROLES_IN_CASES, ended_at=None).values("account_id")
    persons = Account.objects.filter(pk__in=accounts, is_active=True).values("person_id")
    found = Person.objects.filter(pk__in=persons).order_by("name", "pk")
    return [(person, told) for person in found if (told := _registration_told(person.pk, on))]


def _registration_told(person: int, on: date) -> str:
    current = covering([person], on).get(person)
    if current:
        return f"{current['registration']} {current['number']}，至 {current['ends_on']}"
    return "" if rows("auditor_registrations", f"person:{person}").exists() else "无审查员注册"


def is_invited(case: Case, person: int) -> bool:
    """Whether the clerk asked the person to declare, or named him already."""
    return person in case.plan.get("invited", []) or case.members.filter(person=person, left_at=None).exists()
