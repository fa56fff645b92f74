"""Cases on their way to the site: members declared, registered and competent; a plan of three days over every item."""

from datetime import datetime, timedelta
from typing import Any

from hengxian.certification.models import Case, Certificate, Site
from hengxian.journal.acting import perform
from hengxian.records.edition import edition_name, pack
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.book import open_book
from hengxian.records.registers.reading import row_of
from hengxian.records.registers.writing import Line, revise, write_many
from tests.cast import placed
from tests.certification.world import World
from tests.keeping import stage

CRITERIA = "审核组长|担任组长|能独立担任\n审核员|服务管理审核|能独立担任"
NO_TIES = {
    name: "否"
    for name in ("asset_tie", "management_tie", "office_tie", "advice_tie", "other_body", "other_tie")
} | {"details": "无", "declared_on": "2026-03-02", "true_statement": True}
FIRST_DAY = "2026-03-09"  # a Monday
METHODS = ["文件审查", "现场审核", "人员访谈", "记录审查", "效果评估"]
HALL, ROOM = "市民服务大厅", "话务大厅"
HOURS = (("09:00", "11:30"), ("14:00", "17:00"))
AREAS = ("leading", "management")


def qualify(world: World, *parts: str, ends_on: str = "2027-12-31") -> None:
    """Registered until that day, and competent for what the criteria of these tests ask."""
    for part in parts:
        person = f"person:{world[part].person}"
        facts = {
            "registration": "服务认证审查员", "number": f"演示-{part}", "starts_on": "2025-01-01",
            "ends_on": ends_on, "checked_how": "证书原件",
        }  # fmt: skip
        world.write("auditor_registrations", person, facts, by="clerk")
        level = {"level": "能独立担任", "basis": "培训与见证记录", "judged_on": "2026-01-05"}
        for area in AREAS:
            world.write("competence_matrix", person, level, by="clerk", subject=area)


def declare(world: World, case: Case, *parts: str, **ties: object) -> None:
    """The person's own declaration in the case, without ties unless some are named."""
    for part in parts:
        subject = str(world[part].person)
        world.write("member_declarations", case, NO_TIES | ties, by=part, subject=subject)


def declared_anew(world: World, case: Case, part: str, **ties: object) -> None:
    """The person declares again, as it now stands."""
    book = open_book(pack(), "member_declarations", case)
    row = row_of("member_declarations", case.story, str(world[part].person))
    assert row is not None
    revise(book, row, NO_TIES | ties, by=world[part], at=world.at, reason="更新声明")


def bare_case(world: World, status: str = "已立案", type: str = "initial", **columns: Any) -> Case:
    """A case of the client with nobody in its team."""
    certificate = columns.pop("certificate", None)
    return placed(
        Case(
            number=world.number("AN"), type=type, organisation=world.client, hotline=world.hotline,
            rule_edition=edition_name(), opened_at=world.at, status=status, certificate=certificate, **columns,
        )
    )  # fmt: skip


def name_(world: World, case: Case, part: str, duty: str) -> Case:
    """The clerk names a member."""
    facts = {"person": world[part].person, "duty": duty, "tasks": "按计划"}
    perform(case, "name_member", by=world["clerk"], at=world.at, **facts)
    return case


@stage
def formed(world: World, **columns: Any) -> Case:
    """A team of two, formed by the acts themselves."""
    world.set(P_competence=CRITERIA)
    qualify(world, "lead", "auditor")
    case = bare_case(world, **columns)
    declare(world, case, "lead", "auditor")
    for part, duty in (("lead", "审核组长"), ("auditor", "审核员"), ("lead", "评价组长")):
        name_(world, case, part, duty)
    size(world, case)
    perform(case, "form_team", by=world["clerk"], at=world.at)
    return case


def size(world: World, case: Case) -> None:
    """Why the team is as large as it is."""
    sizing = {
        "staff": 120,
        "yearly_volume": 900000,
        "channels": 6,
        "sites": 2,
        "team_size": 2,
        "reason": "两处场所",
    }
    world.write("team_sizing", case, sizing, by="clerk")


def sites(world: World) -> None:
    """The hotline's two places."""
    for name in (HALL, ROOM):
        placed(Site(hotline=world.hotline, name=name, address="云泽市人民路一号"))


def arrange(world: World, case: Case, days: int = 3, **said: Any) -> Case:
    """The lead says when, how far and for what."""
    first = datetime.fromisoformat(FIRST_DAY).date()
    facts = {
        "on_site_from": first, "on_site_until": first + timedelta(days=days - 1), "reach": "全面",
        "purpose": "验证符合性", "scope": "云泽市12345热线的受理、办理、回访和归档",
    }  # fmt: skip
    perform(case, "arrange", by=world["lead"], at=world.at, **(facts | said))
    return case


def fill_plan(
    world: World, case: Case, days: int = 3, without: tuple[str, ...] = (), only: tuple[str, ...] = ()
) -> list[RegisterRow]:
    """A line for every item, spread over half days; lead and auditor each at one of the places."""
    wanted = [c.id for c in pack().clauses if c.id not in without and (not only or c.id in only)]
    first = datetime.fromisoformat(FIRST_DAY)
    slots = [(first + timedelta(days=n), hours) for n in range(days) for hours in HOURS]
    lines = []
    for place, clause in enumerate(wanted):
        day, (since, until) = slots[place % len(slots)]
        part, site = (("lead", HALL), ("auditor", ROOM))[place // len(slots) % 2]
        lines.append(
            Line(line(world, part, site, f"{day:%Y-%m-%d} {since}", f"{day:%Y-%m-%d} {until}"), clause)
        )
    book = open_book(pack(), "audit_plan_lines", case)
    return write_many(book, lines, by=world["lead"], at=world.at).made


def line(world: World, part: str, site: str, starts_at: str, ends_at: str) -> dict[str, object]:
    """One line of the plan."""
    return {
        "methods": METHODS, "auditor": world[part].person, "site": site, "starts_at": starts_at, "ends_at": ends_at,
    }  # fmt: skip


def plan_evaluation(world: World, case: Case) -> None:
    """Goal, scope, methods and time of the evaluation."""
    facts = {
        "goal": "测评服务特性", "scope": "全部指标", "methods": ["文档审查", "数据分析"], "starts_on": FIRST_DAY,
        "ends_on": "2026-03-11",
    }  # fmt: skip
    world.write("evaluation_plan", case, facts, by="lead")


def set_samples(world: World) -> None:
    """How many of each."""
    world.set(P_samples=30, P_samples_interviews=12, P_samples_simulations=20, P_samples_survey=200)


@stage
def planned(world: World, **columns: Any) -> Case:
    """A case whose plan may be approved."""
    sites(world)
    case = arrange(world, formed(world, **columns))
    fill_plan(world, case)
    plan_evaluation(world, case)
    set_samples(world)
    return case


def approve(world: World, case: Case) -> Case:
    """The head's delegate approves both plans."""
    perform(case, "approve_plan", by=world["delegate"], at=world.at)
    return case


def certificate(world: World) -> Certificate:
    """A certificate in use, for surveillances."""
    case = bare_case(world, "已归档")
    return placed(
        Certificate(
            number=world.number("ZS"), case=case, organisation=world.client, hotline=world.hotline, status="有效",
        )
    )  # fmt: skip
