"""Conditions of the audit plan and the evaluation plan (6.2.1.2, 5.3, 13.3.1.2, 14.2.2)."""

from datetime import date

from hengxian.certification.conditions.team import smallest_team
from hengxian.certification.models import Case
from hengxian.certification.models.case import AuditType
from hengxian.certification.queries.certificates import CHAPTERS
from hengxian.certification.queries.plan import Block, Plan, clashes, plan_of, unregistered_on
from hengxian.certification.queries.team import AUDITING, covering, open_members
from hengxian.journal.conditions import Act, condition
from hengxian.people.models import Person
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack
from hengxian.records.parameters import settings_on, value_of
from hengxian.records.registers.book import open_book
from hengxian.records.registers.gaps import gaps, told
from hengxian.records.registers.reading import rows
from hengxian.standard.model.clauses import Clause

SAMPLES = ("P-samples", "P-samples-interviews", "P-samples-simulations", "P-samples-survey")
SHOWN = 5


@condition
def dates_in_order(case: Case, act: Act) -> str | None:
    """The days on site lie ahead, the last not before the first."""
    first, last = act.facts["on_site_from"], act.facts["on_site_until"]
    if last < first:
        return f"现场审核至 {last} 早于自 {first}（6.2.1.2）"
    return None if first >= local_day(act.at) else f"现场审核自 {first} 已过（6.2.1.2）"


@condition
def reach_allowed(case: Case, act: Act) -> str | None:
    """An initial audit and a recertification are whole; a partial surveillance says of what, and why (5.3)."""
    if act.facts["reach"] != "重点":
        return None
    if case.is_certification:
        return f"{case.get_type_display()}须作全面测评和全面审核，不能只作重点（5.3）"
    if not act.facts.get("sections"):
        return "重点测评与审核须选明重点的条款（5.3）"
    return None if str(act.facts.get("reason") or "").strip() else "只作重点测评与审核须写明理由（5.3）"


@condition
def plan_complete(case: Case, act: Act) -> str | None:
    """Time, place, persons, content and method; every line by a member, every place of the hotline visited."""
    plan = plan_of(case)
    if plan.span is None:
        return "尚未安排现场审核的日期和范围（6.2.1.2）"
    if not plan.on_site:
        return "审核计划在现场日期内没有安排（6.2.1.2）"
    return "；".join(filter(None, (_strangers(case, plan), _off_days(plan), _unvisited(case, plan)))) or None


def _strangers(case: Case, plan: Plan) -> str | None:
    members = {member.person_id for member in open_members(case)}
    names = _names({block.auditor for block in plan.blocks} - members)
    return f"计划中的人员不是本案成员：{'、'.join(names.values())}（6.2.1.2）" if names else None


def _off_days(plan: Plan) -> str | None:
    if not plan.off_days:
        return None
    times = "、".join(block.time for block in plan.off_days[:SHOWN])
    return f"计划的现场工作不在安排的日期内：{times}（6.2.1.2）"


def _unvisited(case: Case, plan: Plan) -> str | None:
    if not case.is_certification or not plan.unvisited:
        return None
    return f"没有安排到的场所：{'、'.join(plan.unvisited[:SHOWN])}（6.2.1.2）"


@condition
def days_in_range(case: Case, act: Act) -> str | None:
    """3 to 5 days for initial and recertification, 1 to 2 for surveillance; special ones as typed (5.3, T40)."""
    days = len(plan_of(case).days(act.at))
    if case.type == AuditType.SPECIAL:
        return _special_days(case, days, act)
    kind = next(each for each in pack().rule.audit_kinds if each.id == case.type)
    lowest, highest = (pack().limits[name] for name in (kind.days_min, kind.days_max))
    if lowest.value <= days <= highest.value:
        return None
    return f"{kind.name}的现场审核应为 {lowest.printed}，计划为 {days} 天（5.3）"


def _special_days(case: Case, days: int, act: Act) -> str | None:
    if value_of("P-special", act.at) is None:
        return "特殊监督审核现场天数未设定（6.4.2.2）"
    stories = (case.story, *([case.certificate.story] if case.certificate else []))
    triggers = [row for story in stories for row in rows("special_triggers", story)]
    if not triggers:
        return "《特殊监督审核触发事项》没有写明现场天数（6.4.2.2）"
    wanted = triggers[-1].data["days"]
    return (
        None
        if days == float(wanted)
        else f"特殊监督审核的现场天数定为 {wanted} 天，计划为 {days} 天（6.4.2.2）"
    )


@condition
def items_covered(case: Case, act: Act) -> str | None:
    """Every item of the clause register has a line with its method, or every one in reach (6.2.1.2)."""
    left = plan_of(case).unassigned
    if not left:
        return None
    if case.is_certification and (blocks := _left_out(left)):
        return f"审核计划漏了全部“{'”“'.join(blocks)}”的内容，初次认证和再认证须覆盖四个方面（1.2）"
    more = f" 等 {len(left)} 条" if len(left) > SHOWN else ""
    return f"审核计划没有安排的条款：{'、'.join(left[:SHOWN])}{more}（6.2.1.2）"


def _left_out(left: list[str]) -> list[str]:
    """The blocks of 1.2 of which no item at all is planned."""
    return [
        block for block, chapter in CHAPTERS.items() if {each.id for each in _items_of(chapter)} <= set(left)
    ]


def _items_of(chapter: str) -> list[Clause]:
    return [clause for clause in pack().clauses if clause.id.startswith(f"{chapter}.")]


@condition
def no_double_booking(case: Case, act: Act) -> str | None:
    """Nobody at two places at one time, in this case or another."""
    found = list(clashes(plan_of(case)))
    names = _names({one.auditor for one, _ in found})
    told = [_clash(names[one.auditor], one, other) for one, other in found[:SHOWN]]
    return "；".join(dict.fromkeys(told)) + "（6.2.1.2）" if told else None


def _clash(name: str, one: Block, other: Block) -> str:
    where = f"审核案 {other.case} " if other.case != one.case else ""
    return f"{name} {one.time} 与{where}{other.time}（{other.site}）重叠"


@condition
def evaluation_plan_complete(case: Case, act: Act) -> str | None:
    """Goal, scope, methods, time (13.3.1.2); the register refuses a row that lacks one."""
    book = open_book(pack(), "evaluation_plan", case)
    return told(gaps(book, local_day(act.at))) or None


@condition
def samples_set(case: Case, act: Act) -> str | None:
    """How many documents, interviews, calls and questionnaires is the body's to say (P-samples)."""
    unset = [name for name, setting in settings_on(act.at, SAMPLES).items() if setting is None]
    names = "、".join(pack().parameters[name].name for name in unset)
    return f"未设定：{names}（5.1.2、5.2.2）" if unset else None


@condition
def registered_on_every_day(case: Case, act: Act) -> str | None:
    """At least two registered auditors on each planned day still ahead; a registration that ends before is named."""
    today, plan = local_day(act.at), plan_of(case)
    days = [day for day in plan.days(act.at) if day >= today] or [today]
    wanted = smallest_team()
    for day, found, lapsed in unregistered_on(case, days):
        who = f"；{'、'.join(lapsed)} 当日无有效注册" if lapsed else ""
        if found < wanted:
            return f"{day} 持有有效注册的审查员只有 {found} 名，应不少于 {wanted} 名{who}（问答5、6.2.1.1）"
        if lapsed and (planned := _planned_without(case, plan, day)):
            return f"{day} 计划由 {'、'.join(planned)} 审核，当日无有效注册（条例38）"
    return None


def _planned_without(case: Case, plan: Plan, day: date) -> list[str]:
    auditing = {
        member.person_id: member.person.name for member in open_members(case) if member.duty in AUDITING
    }
    working = {block.auditor for block in plan.blocks if day in block.dates} & set(auditing)
    return [auditing[person] for person in sorted(working - set(covering(working, day)))]


def _names(people: set[int]) -> dict[int, str]:
    return dict(Person.objects.filter(pk__in=people).order_by("pk").values_list("pk", "name"))
