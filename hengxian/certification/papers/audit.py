"""The audit report (6.2.3.2): scope, edition, team, days, methods, items, nonconformities, suggestions, conclusion."""

from datetime import date, datetime

from hengxian.certification.letterhead import (
    auxiliary_bases,
    bases_named,
    body_at,
    main_bases,
    names_of,
    settings_used,
)
from hengxian.certification.models import Case, Nonconformity
from hengxian.certification.queries.evidence import flagged
from hengxian.journal.actor import Actor
from hengxian.records.clocks import local_day
from hengxian.records.documents.imprint import Signature
from hengxian.records.documents.letters import Envelope
from hengxian.records.documents.letters.audit import Nonconformity as PrintedNonconformity
from hengxian.records.documents.letters.audit import TeamMember
from hengxian.records.documents.paper import Paper
from hengxian.records.documents.reports import AuditReport, ClauseFinding, SectionCount, audit_report
from hengxian.records.documents.word import to_word
from hengxian.records.edition import pack
from hengxian.records.issuing import Imprint, Matter, issue
from hengxian.records.models.document import Document
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.reading import rows
from hengxian.standard.model.clauses import Clause, Section

SORT, NAME = "audit_report", "审核报告"
ON_SITE = {
    "document_audit": "文件审核", "site_checks": "现场检查", "system_tests": "系统测试", "interviews": "人员访谈",
    "data_analysis": "数据分析",
}  # fmt: skip
USES = ("P-days", "P-samples", "P-samples-interviews", "P-nc", "P-special")


def issue_audit_report(case: Case, conclusion: str, *, by: Actor, at: datetime) -> Document:
    """The report as a numbered document, PDF and Word; a later one supersedes it as a new edition."""
    facts = audit_facts(case, conclusion)

    def make(given: Imprint) -> Paper:
        return audit_report(facts, _envelope(case, given, at))

    source = {"report": SORT, "case": case.pk, "checklist": len(facts.findings), "conclusion": conclusion}
    earlier = Document._default_manager.filter(about=case.story, sort=SORT).order_by("edition").last()
    return issue(
        make, Matter(case.story, SORT, NAME), source, by=by, at=at, to_word=to_word,
        supersedes=earlier, reason="重新编制" if earlier else "",
    )  # fmt: skip


def _envelope(case: Case, given: Imprint, at: datetime) -> Envelope:
    return Envelope(
        number=given.number,
        version=given.edition,
        dated_on=given.dated_on,
        body=body_at(local_day(at)),
        addressee=case.organisation.name,
        case=case.number,
        rule=bases_named(),
        signatures=tuple(Signature(post) for post in ("审核组长", "技术委员会", "认证机构（盖章）")),
        settings=settings_used(at, *USES),
    )


def audit_facts(case: Case, conclusion: str) -> AuditReport:
    """What the report prints, every figure counted from the case's rows."""
    rule = pack().rule
    starts_on, ends_on = (
        case.on_site_from or local_day(case.opened_at),
        case.on_site_until or local_day(case.opened_at),
    )
    checklist = {row.subject: row for row in rows("checklist", case.story)}
    closing = rows("closing_meeting", case.story).last()
    return AuditReport(
        applicant=case.organisation.name,
        hotline=case.hotline.name,
        audit_kind=case.get_type_display(),
        mode=rule.mode,
        purpose=str(case.plan.get("purpose") or "验证政府热线服务与认证依据的符合性"),
        scope=str(case.plan.get("scope") or ""),
        sites=tuple(f"{site.name}（{site.address}）" for site in case.hotline.sites.order_by("pk")),
        main_bases=main_bases(),
        auxiliary_bases=auxiliary_bases(),
        starts_on=starts_on,
        ends_on=ends_on,
        days=(ends_on - starts_on).days + 1,
        person_days=person_days(case),
        team=tuple(team(case, ends_on)),
        methods=tuple(sorted({method for row in checklist.values() for method in row.data["methods"]})),
        course=tuple(_course(case)),
        sections=tuple(
            _count(section, checklist) for section in pack().clauses.sections if _seen(section, checklist)
        ),
        findings=tuple(
            _finding(clause, checklist[clause.id]) for clause in pack().clauses if clause.id in checklist
        ),
        nonconformities=tuple(map(printed, standing(case))),
        suggestions=tuple(row.data["suggestion"] for row in rows("improvement_suggestions", case.story)),
        client_view=str(closing.data["client_view"]) if closing else "",
        conclusion=conclusion,
        limits=tuple(_flags(case)),
    )


def _flags(case: Case) -> list[str]:
    """What is noticeable about when and where evidence was taken (A-12); nothing is hidden from the reader."""
    return [f"{each.what}（{each.by}）：{'；'.join(each.sentences)}" for each in flagged(case)]


def standing(case: Case) -> list[Nonconformity]:
    """Nonconformities that were not withdrawn, by number."""
    return list(case.nonconformities.exclude(status="已撤销").order_by("number"))


def printed(nonconformity: Nonconformity) -> PrintedNonconformity:
    """One nonconformity as papers show it."""
    return PrintedNonconformity(
        number=nonconformity.number,
        clause=nonconformity.clause,
        requirement=nonconformity.requirement,
        facts=nonconformity.facts,
        evidence=names_of(nonconformity.evidence) or "见审核记录",
        grade=nonconformity.grade,
        grade_reason=nonconformity.grade_reason,
        limit_on=nonconformity.due_on or date.max,
    )


def team(case: Case, on: date) -> list[TeamMember]:
    """Who audited, as what, and the registration that covered the last day."""
    members = case.members.filter(left_at=None).select_related("person").order_by("pk")
    return [
        TeamMember(member.person.name, member.get_duty_display(), _registration(member.person_id, on))
        for member in members
    ]


def _registration(person: int, on: date) -> str:
    current = [
        row.data
        for row in rows("auditor_registrations", f"person:{person}")
        if row.data["ends_on"] >= on.isoformat()
    ]
    return (
        f"{current[-1]['registration']} {current[-1]['number']}，至 {current[-1]['ends_on']}"
        if current
        else "—"
    )


def person_days(case: Case) -> int:
    """Days times persons on site, from the plan's lines."""
    lines = [row.data for row in rows("audit_plan_lines", case.story)]
    return len({(line["auditor"], str(line["starts_at"])[:10]) for line in lines})


def _course(case: Case) -> list[str]:
    opening = rows("opening_meeting", case.story).last()
    told = [f"首次会议：{_when(opening)}，{opening.data['place']}"] if opening else []
    counted = {title: rows(register, case.story).count() for register, title in ON_SITE.items()}
    told += [f"{title} {count} 项" for title, count in counted.items() if count]
    closing = rows("closing_meeting", case.story).last()
    return told + ([f"末次会议：{_when(closing)}，{closing.data['place']}"] if closing else [])


def _when(row: RegisterRow) -> str:
    return str(row.data["held_at"])[:16].replace("T", " ")


def _seen(section: Section, checklist: dict[str, RegisterRow]) -> bool:
    return any(item.id in checklist for item in section.items)


def _count(section: Section, checklist: dict[str, RegisterRow]) -> SectionCount:
    found = [checklist[item.id].data["conclusion"] for item in section.items if item.id in checklist]
    return SectionCount(
        clause=section.id,
        title=section.title,
        items=len(found),
        conforming=found.count("符合"),
        nonconforming=found.count("不符合"),
        not_found=found.count("未发现"),
    )


def _finding(clause: Clause, row: RegisterRow) -> ClauseFinding:
    return ClauseFinding(
        clause=clause.id,
        modal=clause.modal_text,
        requirement=clause.title,
        method="、".join(row.data["methods"]),
        record=row.data["finding"],
        finding=row.data["conclusion"],
    )
