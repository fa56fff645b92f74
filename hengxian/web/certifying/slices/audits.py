"""What an audit's way to the site adds to the common pages: the team, the plan, the evidence."""

from dataclasses import dataclass
from typing import Any

from hengxian.certification.models import Case, Member
from hengxian.certification.queries.evidence import flagged
from hengxian.certification.queries.plan import clashes, plan_of, remarks
from hengxian.certification.queries.team import covering, open_members, pickable, undeclared
from hengxian.records.edition import pack
from hengxian.records.registers.reading import rows
from hengxian.web.acting.asking import Pairs, answers_for
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor
from hengxian.web.components import menu

OVER = ("已归档", "已终止")
PLANNING = ("已组组", "计划已批", "文件已审", "已准备", "现场中")
TABLETS = {"计划已批": "document_review", "现场中": "checklist"}
READERS = frozenset({"clerk", "head_of_body", "head_delegate", "lead_auditor", "auditor"})
DECLARING = frozenset({"lead_auditor", "auditor", "committee_member", "committee_chair"})
menu.add(
    menu.Entry("审核日历", "calendar3", "office:calendar", "业务", READERS, 28),
    menu.Entry("利益关系声明", "shield-check", "office:declarations", "业务", DECLARING, 29),
)


@dataclass(frozen=True)
class Seat:
    """A member as the case's page shows him."""

    member: Member
    registration: str
    doubt: str


@panel("case", "certifying/audit/team.html", order=10)
def team(case: Case, visitor: Visitor) -> dict[str, Any] | None:
    """Both groups; the client sees who comes as what, the body also what is in doubt."""
    members = open_members(case)
    if not members or (visitor.is_client and case.status == "已立案"):
        return None
    held = covering({member.person_id for member in members}, visitor.on)
    seats = [
        Seat(member, _told(held.get(member.person_id)), "" if visitor.is_client else _doubt(case, member))
        for member in members
    ]
    return {"seats": seats, "objections": rows("member_objections", case.story).count()}


def _told(held: dict[str, Any] | None) -> str:
    return f"{held['registration']} {held['number']}，至 {held['ends_on']}" if held else ""


def _doubt(case: Case, member: Member) -> str:
    return "" if case.status in OVER else undeclared(case, member.person) or ""


@panel("case", "certifying/audit/plan.html", order=15)
def plan(case: Case, visitor: Visitor) -> dict[str, Any] | None:
    """How far the plan is, and where to work: the board, and the tablet's sheet of the step."""
    if visitor.is_client or case.status not in PLANNING:
        return None
    found = plan_of(case)
    is_open = case.status == "已组组"
    return {
        "plan": found,
        "days": found.days(visitor.at),
        "clashes": len(list(clashes(found))) if is_open else 0,
        "remarks": remarks(found, visitor.at) if is_open else [],
        "sheet": TABLETS.get(case.status, ""),
        "sheet_title": pack().register(TABLETS[case.status]).title if case.status in TABLETS else "",
    }


@panel("case", "certifying/audit/evidence.html", order=45)
def evidence(case: Case, visitor: Visitor) -> dict[str, Any] | None:
    """What the regulator would ask about: evidence from another day, or brought later than it says (A-12)."""
    found = [] if visitor.is_client else flagged(case)
    return {"flagged": found} if found else None


@answers_for("case", "invite", "persons")
def candidates(case: Case, visitor: Visitor) -> Pairs:
    """Auditors of the body whose registration has not run out."""
    return [(str(person.pk), f"{person.name}（{told}）") for person, told in pickable(visitor.on)]


@answers_for("case", "name_member", "person")
def nominees(case: Case, visitor: Visitor) -> Pairs:
    """The same, each with what stands in his way."""
    return [
        (str(person.pk), f"{person.name}（{told}{'；不能指定' if undeclared(case, person) else ''}）")
        for person, told in pickable(visitor.on)
    ]


@answers_for("case", "release_member", "member")
def members(case: Case, visitor: Visitor) -> Pairs:
    """Who is in the team, with the duty."""
    return [(str(each.pk), f"{each.person.name}，{each.get_duty_display()}") for each in open_members(case)]


@answers_for("case", "arrange", "sections")
def sections(case: Case, visitor: Visitor) -> Pairs:
    """The sections of the clause register."""
    return [(section.id, f"{section.id} {section.title}") for section in pack().clauses.sections]
