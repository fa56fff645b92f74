"""Arranging the audit on site, approving its plan, and opening and closing the days on site (6.2.1.2, 6.2.2.1)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from hengxian.certification import letterhead
from hengxian.certification.models import Case
from hengxian.certification.queries.plan import Block, Plan, plan_of
from hengxian.certification.queries.team import covering, open_members
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.writing import enact
from hengxian.people.models import Person
from hengxian.records.clocks import local_day
from hengxian.records.documents.letters.audit import AuditPlan, PlanLine, TeamMember
from hengxian.records.edition import pack
from hengxian.records.parameters import value_of

USES = (
    "P-days",
    "P-special",
    "P-samples",
    "P-samples-interviews",
    "P-samples-simulations",
    "P-samples-survey",
)


@action("case", "arrange")
def arrange(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """Days, reach, purpose and scope; the days on site themselves are dated when they take place."""
    said = {name: facts.get(name) or "" for name in ("reach", "reason", "purpose", "scope")}
    days = {name: _day(facts.get(name)) for name in ("on_site_from", "on_site_until")}
    sections = list(facts.get("sections") or []) if facts.get("reach") == "重点" else []
    plan = {**case.plan, **said, **days, "sections": sections}
    return enact(case, "arrange", by=by, at=at, version=version, changes={"plan": plan}, **facts)


def _day(said: Any) -> str:
    return said.isoformat() if isinstance(said, date) else str(said or "")


@action("case", "approve_plan")
@transaction.atomic
def approve_plan(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """The plan is settled with the settings it rests on, and the client gets it as a letter."""
    plan = plan_of(case)
    used = [setting.as_used() for name in USES if (setting := value_of(name, at)) is not None]
    settled = {"days": len(plan.days(at)), "person_days": plan.person_days, "settings": used}
    changes = {"plan": {**case.plan, **settled}}
    enact(case, "approve_plan", by=by, at=at, version=version, changes=changes, **facts)
    letter = _letter(plan, at)
    letterhead.send(letter, case.organisation, about=case.story, case=case.number, by=by, at=at, uses=USES)
    return case


@action("case", "open_on_site")
def open_on_site(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """The first day on site is the day of the act, not the planned one."""
    changes = {"on_site_from": local_day(at)}
    return enact(case, "open_on_site", by=by, at=at, version=version, changes=changes, **facts)


@action("case", "close_on_site")
def close_on_site(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """The last day on site."""
    changes = {"on_site_until": local_day(at)}
    return enact(case, "close_on_site", by=by, at=at, version=version, changes=changes, **facts)


def _letter(plan: Plan, at: datetime) -> AuditPlan:
    case = plan.case
    days = plan.days(at)
    names = dict(Person.objects.filter(pk__in={b.auditor for b in plan.blocks}).values_list("pk", "name"))
    kind = next((each for each in pack().rule.audit_kinds if each.id == case.type), None)
    reach = str(case.plan.get("reach") or "")
    return AuditPlan(
        hotline=case.hotline.name,
        audit_kind=case.get_type_display(),
        evaluation_reach=kind.evaluation if kind and reach != "全面" else f"{reach}测评",
        audit_reach=kind.audit if kind and reach != "全面" else f"{reach}审核",
        starts_on=days[0],
        ends_on=days[-1],
        days=len(days),
        person_days=plan.person_days,
        purpose=str(case.plan["purpose"]),
        scope=str(case.plan["scope"]),
        team=tuple(_team(case, days[-1])),
        lines=tuple(_line(block, names) for block in plan.blocks),
    )


def _team(case: Case, on: date) -> list[TeamMember]:
    members = open_members(case)
    registered = covering({member.person_id for member in members}, on)
    return [
        TeamMember(
            member.person.name, member.get_duty_display(), _registration(registered.get(member.person_id))
        )
        for member in members
    ]


def _registration(held: dict[str, Any] | None) -> str:
    return f"{held['registration']} {held['number']}，至 {held['ends_on']}" if held else "—"


def _line(block: Block, names: dict[int, str]) -> PlanLine:
    return PlanLine(
        starts_at=block.starts_at, ends_at=block.ends_at, site=block.site, content=sections_told(block.clauses),
        method="、".join(sorted(block.methods)), auditor=names[block.auditor],
    )  # fmt: skip


def sections_told(clauses: tuple[str, ...]) -> str:
    """Items as sections where a section is whole, one by one where not: `9.1.1 组织管理；9.1.2.1`."""
    left, found = set(clauses), []
    for section in pack().clauses.sections:
        own = {item.id for item in section.items}
        if own <= left:
            found.append(f"{section.id} {section.title}")
        else:
            found += [item.id for item in section.items if item.id in left]
    return "；".join(found)
