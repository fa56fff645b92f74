"""审核报告 (6.2.3.2): what was audited, by whom, how, what was found, and an explicit conclusion."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hengxian.kernel.refusals import Incomplete
from hengxian.records.documents.blocks import Block, Cell, Facts, Prose
from hengxian.records.documents.letters import Envelope
from hengxian.records.documents.letters.audit import Nonconformity, TeamMember
from hengxian.records.documents.paper import Paper
from hengxian.records.documents.wording import chinese_day

from .chapters import Chapter, bound, listed, table

CLAUSES = ("1.2", "5.2", "6.2.2", "6.2.3.2")
NO_CONCLUSION = "审核报告须有明确的审核结论"


@dataclass(frozen=True)
class SectionCount:
    """How the items of one section of chapters 9–12 were found: counts of the case's checklist."""

    clause: str
    title: str
    items: int
    conforming: int
    nonconforming: int
    not_found: int


@dataclass(frozen=True)
class ClauseFinding:
    """One item of the checklist: its modal word, by which methods, what was found, and the finding."""

    clause: str
    modal: str
    requirement: str
    method: str
    record: str
    finding: str


@dataclass(frozen=True)
class AuditReport:
    """Everything the report prints, taken from the case's records. `days` are on site, persons apart (T40)."""

    applicant: str
    hotline: str
    audit_kind: str
    mode: str
    purpose: str
    scope: str
    sites: tuple[str, ...]
    main_bases: tuple[str, ...]
    auxiliary_bases: tuple[str, ...]
    starts_on: date
    ends_on: date
    days: int
    person_days: int
    team: tuple[TeamMember, ...]
    methods: tuple[str, ...]
    course: tuple[str, ...]
    sections: tuple[SectionCount, ...]
    findings: tuple[ClauseFinding, ...]
    nonconformities: tuple[Nonconformity, ...]
    suggestions: tuple[str, ...]
    client_view: str
    conclusion: str
    limits: tuple[str, ...] = ()


def audit_report(report: AuditReport, envelope: Envelope) -> Paper:
    """The report as a paper. Raises Incomplete without a conclusion or without a team."""
    if not report.conclusion.strip():
        raise Incomplete(NO_CONCLUSION, "6.2.3.2", ("conclusion",))
    if not report.team:
        raise Incomplete("审核报告须列明审核组成员", "6.2.3.2", ("team",))
    about = (
        ("申请组织", report.applicant),
        ("政府热线", report.hotline),
        ("审核类型", report.audit_kind),
        ("现场日期", f"{chinese_day(report.starts_on)}至{chinese_day(report.ends_on)}"),
    )
    return bound("审核报告", envelope, about, CLAUSES, chapters(report))


def chapters(report: AuditReport) -> Iterable[Chapter]:
    """The chapters in order."""
    return (
        ("审核概况", (summary(report), team(report))),
        ("审核过程与方法", (*listed(report.course, "无记录。"), methods(report))),
        ("审核情况", (counts(report),)),
        ("不符合项", nonconformities(report)),
        ("改进建议", listed(report.suggestions, "审核组没有提出改进建议。")),
        ("受审核方意见", (Prose(report.client_view or "受审核方没有提出意见。"),)),
        ("局限与说明", tuple(Prose(line) for line in report.limits)),
        ("审核结论", (Prose(report.conclusion),)),
        ("附：逐条审核记录", (findings(report),) if report.findings else ()),
    )


def summary(report: AuditReport) -> Block:
    """What was audited and against what."""
    lines = (
        ("审核目的", report.purpose),
        ("认证模式", report.mode),
        ("认证范围", report.scope),
        ("场所", "；".join(report.sites)),
        ("主要认证依据", "；".join(report.main_bases)),
        ("辅助认证依据", "；".join(report.auxiliary_bases)),
        ("现场天数", f"{report.days}天，{report.person_days}人天"),
    )
    return Facts(tuple((term, Cell(value)) for term, value in lines if value))


def team(report: AuditReport) -> Block:
    """Who audited."""
    return table(
        "审核组", (("姓名", "name", 3), ("职责", "duty", 4), ("注册资格", "registration", 7)), report.team
    )


def methods(report: AuditReport) -> Block:
    """By which methods of 5.2.2."""
    return Facts((("审核方法", Cell("；".join(report.methods))),))


def counts(report: AuditReport) -> Block:
    """How many items of each section were found how."""
    columns = (
        ("条款", "clause", 2),
        ("内容", "title", 6),
        ("项数", "items", 2),
        ("符合", "conforming", 2),
        ("不符合", "nonconforming", 2),
        ("未发现", "not_found", 2),
    )
    note = "“未发现”指现场没有可供判断的情形。“宜”“可”类条款未实施不构成不符合。"
    return table("逐条审核结果", columns, report.sections, note)


def nonconformities(report: AuditReport) -> tuple[Block, ...]:
    """The findings against a clause, or the sentence that there are none."""
    if not report.nonconformities:
        return (Prose("本次审核未识别出不符合项。"),)
    grades = [one.grade for one in report.nonconformities]
    told = "，".join(f"{grade}{grades.count(grade)}项" for grade in dict.fromkeys(grades))
    columns = (
        ("编号", "number", 3),
        ("条款", "clause", 2),
        ("要求", "requirement", 5),
        ("事实与证据", "facts_and_evidence", 7),
        ("分级与理由", "grading", 5),
        ("整改期限", "limit_on", 3),
    )
    opening = f"共识别不符合项{len(grades)}项：{told}。分级由审核人员作出，与评价得分无关。"
    return Prose(opening), table("不符合项", columns, report.nonconformities)


def findings(report: AuditReport) -> Block:
    """The whole checklist."""
    columns = (
        ("条款", "clause", 2),
        ("用语", "modal", 1),
        ("要求", "requirement", 6),
        ("方法", "method", 2),
        ("记录", "record", 6),
        ("结果", "finding", 2),
    )
    return table("", columns, report.findings)
