"""The invented audit: team, plan, documents, days on site, findings."""

from datetime import date, datetime, timedelta
from typing import Any

from hengxian.certification.models import Case, Nonconformity
from hengxian.certification.queries.plan import is_working
from hengxian.cli.showcase.body import note
from hengxian.cli.showcase.client import SITES, paper
from hengxian.cli.showcase.people import actor
from hengxian.evaluation.models import Evaluation
from hengxian.journal.acting import perform
from hengxian.records.edition import pack
from hengxian.records.files.keeping import Particulars, keep
from hengxian.records.models.stored_file import StoredFile
from hengxian.records.registers.book import open_book
from hengxian.records.registers.writing import Line, write_many

NO_TIES: dict[str, object] = {
    name: "否" for name in ("asset_tie", "management_tie", "office_tie", "advice_tie", "other_body", "other_tie")
} | {"details": "无", "true_statement": True}  # fmt: skip
TEAM = (
    ("lead", "审核组长", "全面负责"), ("auditor", "审核员", "服务流程与质量管理"),
    ("lead", "评价组长", "评价总负责"), ("auditor2", "评价组成员", "指标评判"), ("auditor", "评价组成员", "指标评判"),
)  # fmt: skip
METHODS = ["文件审查", "现场审核", "人员访谈", "记录审查", "效果评估"]
FAILING = "9.1.1.2"
HOURS = ((9, 11), (14, 17))


def form_team(case: Case, at: datetime) -> None:
    """Declarations, members, and why so many."""
    name_team(case, at)
    perform(case, "form_team", by=actor("clerk"), at=at, reason="规模与复杂度适中")


def name_team(case: Case, at: datetime) -> None:
    """Everybody declares and is named; nothing is formed yet."""
    for username in ("lead", "auditor", "auditor2"):
        told = NO_TIES | {"declared_on": at.date().isoformat()}
        note("member_declarations", case, told, username, at, subject=str(actor(username).person))
    for username, duty, tasks in TEAM:
        perform(
            case,
            "name_member",
            by=actor("clerk"),
            at=at,
            person=actor(username).person,
            duty=duty,
            tasks=tasks,
        )
    sizing = {
        "staff": 52, "yearly_volume": 400000, "channels": 4, "sites": 1, "team_size": 3, "reason": "一处场所，单一热线",
    }  # fmt: skip
    note("team_sizing", case, sizing, "clerk", at)


def plan(case: Case, at: datetime, first: date) -> None:
    """Four days, every item assigned; approved by the head's delegate."""
    lay_out(case, at, first)
    perform(case, "approve_plan", by=actor("delegate"), at=at)


def lay_out(case: Case, at: datetime, first: date) -> None:
    """The plan as the lead hands it in."""
    last = first + timedelta(days=3)
    facts: dict[str, Any] = {
        "on_site_from": first, "on_site_until": last, "reach": "全面", "purpose": "验证热线服务与认证依据的符合性",
        "scope": "云泽市12345热线的受理、办理、办结、回访、归档和信息分析",
    }  # fmt: skip
    perform(case, "arrange", by=actor("lead"), at=at, **facts)
    slots = [(first + timedelta(days=n), hours) for n in range(4) for hours in HOURS]
    lines = []
    for place, clause in enumerate(pack().clauses):
        day, hours = slots[place % len(slots)]
        who = ("lead", "auditor")[place // len(slots) % 2]
        since, until = (datetime.combine(day, at.timetz().replace(hour=hour, minute=0)) for hour in hours)
        line = {
            "methods": METHODS, "auditor": actor(who).person, "site": SITES[0]["name"], "starts_at": since.isoformat(),
            "ends_at": until.isoformat(),
        }  # fmt: skip
        lines.append(Line(line, clause.id))
    write_many(open_book(pack(), "audit_plan_lines", case), lines, by=actor("lead"), at=at)
    told = {
        "goal": "测评服务特性", "scope": "第13章全部指标", "methods": ["文档审查", "现场观察", "人员访谈", "数据分析"],
        "starts_on": first.isoformat(), "ends_on": last.isoformat(),
    }  # fmt: skip
    note("evaluation_plan", case, told, "lead", at)


def review_documents(case: Case, at: datetime) -> None:
    """Each item found in the client's documents."""
    lines = [Line({"finding": "符合", "place": "管理体系文件汇编"}, clause.id) for clause in pack().clauses]
    write_many(open_book(pack(), "document_review", case), lines, by=actor("auditor"), at=at)
    perform(case, "finish_document_review", by=actor("lead"), at=at)


def prepare(case: Case, at: datetime) -> None:
    """Tools ready, materials received."""
    shown = (evidence(case, "审核工具汇编", at),)
    for kind in ("表格", "记录表", "问卷", "访谈提纲", "测试脚本"):
        tool = {"kind": kind, "name": f"演示{kind}", "edition": "第1版", "ready": "是"}
        note("tools", case, tool, "auditor", at, evidence=shown)
    asked = {
        "material": "近三个月工单与来电明细", "asked_on": at.date().isoformat(), "state": "已收",
        "received_on": at.date().isoformat(),
    }  # fmt: skip
    note("materials_requested", case, asked, "auditor", at)
    perform(case, "finish_preparation", by=actor("lead"), at=at)


def evidence(case: Case, title: str, at: datetime) -> str:
    """A kept file of the case, as rows refer to it."""
    file = keep(
        paper(title, at.date()), f"{title}.pdf", about=case.story, category="evidence", by=actor("auditor"), at=at,
        particulars=Particulars(claimed_at=at, claimed_place=SITES[0]["name"], is_declared_masked=True),
    )  # fmt: skip
    return f"file:{file.pk}"


def go_on_site(case: Case, at: datetime) -> None:
    """The opening meeting."""
    meeting = {
        "held_at": at.isoformat(),
        "place": "三楼会议室",
        "attendance": "中心主任、各科负责人、审核组全体",
    }
    told = dict.fromkeys(("told_purpose", "told_scope", "told_methods", "told_procedure"), True)
    note("opening_meeting", case, meeting | told, "lead", at)
    perform(case, "open_on_site", by=actor("lead"), at=at)


def look(case: Case, at: datetime) -> None:
    """Documents, places, systems and people, each with evidence."""
    shown = (evidence(case, "现场记录与照片", at),)
    seen = at.isoformat()
    person = {name: actor(name).person for name in ("lead", "auditor")}
    rows: list[tuple[str, dict[str, Any]]] = [
        (
            "document_audit",
            {
                "document": "质量手册",
                "edition": "第3版",
                "clauses": ["9.1.1.1"],
                "seen_at": seen,
                "seen": "文件齐全、现行有效",
            },
        ),
        (
            "site_checks",
            {
                "place": "话务大厅",
                "seen_at": seen,
                "finder": person["auditor"],
                "clauses": ["9.2.1.1"],
                "seen": "40 个座席，分区清楚",
            },
        ),
    ]
    rows += [
        (
            "system_tests",
            {
                "kind": kind,
                "tested_at": seen,
                "script": "演示脚本1",
                "environment": "测试环境",
                "result": "按脚本完成",
            },
        )
        for kind in ("功能测试", "性能测试")
    ]
    for level, rank, post in (("管理人员", "中层", "运行科负责人"), ("服务人员", "", "话务员")):
        talk = {
            "level": level,
            "post": post,
            "outline": "提纲1",
            "interviewer": person["lead"],
            "held_at": seen,
            "record": "了解岗位职责和流程",
        }
        rows.append(("interviews", talk | ({"rank": rank} if rank else {})))
    for register, facts in rows:
        note(register, case, facts, "auditor", at, evidence=shown)


def analyse(case: Case, at: datetime, dataset: StoredFile | None) -> None:
    """The team runs the engine itself on what the applicant handed in, and binds the result."""
    if dataset is None:
        raise ValueError("the applicant handed no dataset in")
    perform(case, "measure", by=actor("auditor"), at=at, dataset=str(dataset.pk))
    case.refresh_from_db()
    run = Evaluation.objects.filter(about=case.story, made_by_team=True).latest("made_at")
    facts: dict[str, Any] = {
        "evaluation": str(run.pk),
        "content": ["运行数据", "业务数据"],
        "reading": "连续24h接通率有低于规定的时段，见测评结果",
    }
    perform(case, "analyse", by=actor("auditor"), at=at, **facts)


def conclude(case: Case, at: datetime) -> Nonconformity:
    """Every item of the checklist concluded on; one nonconformity."""
    check_off(case, at)
    finding = Nonconformity(case=case)
    facts: dict[str, Any] = {
        "clause": FAILING, "requirement": "职责明确", "facts": "质检、知识库、排班三个岗位没有职责文件",
        "evidence": [evidence(case, "岗位职责文件清单", at)], "grade": "轻微", "grade_reason": "个别岗位，未影响服务",
    }  # fmt: skip
    perform(finding, "raise", by=actor("auditor"), at=at, **facts)
    return finding


def check_off(case: Case, at: datetime, but: tuple[str, ...] = ()) -> None:
    """The checklist, every item but those concluded on already."""
    lines = [
        Line(
            {
                "conclusion": "不符合" if clause.id == FAILING else "符合",
                "methods": METHODS,
                "finding": "三个岗位没有职责文件" if clause.id == FAILING else "与文件和记录一致",
            },
            clause.id,
        )
        for clause in pack().clauses
        if clause.id not in but
    ]
    write_many(open_book(pack(), "checklist", case), lines, by=actor("auditor"), at=at)


def close_on_site(case: Case, finding: Nonconformity, at: datetime) -> None:
    """Findings fixed, handed over, told at the closing meeting."""
    perform(case, "fix_findings", by=actor("lead"), at=at)
    perform(finding, "hand_over", by=actor("lead"), at=at)
    note("improvement_suggestions", case, {"suggestion": "寒潮等高峰时段预先排班"}, "lead", at)
    meeting = {
        "held_at": at.isoformat(), "place": "三楼会议室", "attendance": "中心主任、各科负责人、审核组全体",
        "client_view": "无",
    }  # fmt: skip
    told = dict.fromkeys(("told_findings", "handed_nonconformities", "handed_suggestions"), True)
    note("closing_meeting", case, meeting | told, "lead", at)
    perform(case, "close_on_site", by=actor("lead"), at=at)


def correct(finding: Nonconformity, at: datetime) -> None:
    """The client corrects, an auditor verifies."""
    perform(finding, "acknowledge", by=actor("applicant"), at=at)
    shown = keep(
        paper("补发的岗位职责文件", at.date()), "岗位职责文件.pdf", about=finding.case.story, category="correction",
        by=actor("applicant"), at=at, particulars=Particulars(is_declared_masked=True),
    )  # fmt: skip
    said: dict[str, Any] = {
        "correction": "补发三个岗位的职责文件",
        "cause": "机构调整后未更新",
        "action": "职责文件纳入年度复核",
    }
    perform(finding, "submit_correction", by=actor("applicant"), at=at, evidence=[f"file:{shown.pk}"], **said)
    perform(
        finding,
        "verify",
        by=actor("auditor"),
        at=at,
        way="书面验证",
        evidence_text="职责文件已发布，版本可查",
    )


def next_working(day: date, span: int = 4) -> date:
    """The first day from which that many days in a row are worked, so that the days on site make sense."""
    while not all(is_working(day + timedelta(days=n)) for n in range(span)):
        day += timedelta(days=1)
    return day
