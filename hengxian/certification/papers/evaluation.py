"""The evaluation report (13.3.3): process, results as intervals, conclusions, judgements; made from the records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from hengxian.certification.letterhead import bases_named, body_at, settings_used
from hengxian.certification.models import Case
from hengxian.certification.models.member import Duty
from hengxian.certification.papers.audit import team
from hengxian.certification.queries.compiling import BOUND
from hengxian.certification.queries.coverage import Covered, characteristics
from hengxian.certification.queries.judging import names_of_evidence
from hengxian.certification.queries.sheets import figure_of, sheets_again
from hengxian.certification.queries.team import EVALUATING
from hengxian.evaluation.report.sections.checks import worst
from hengxian.evaluation.report.wording import STANDING
from hengxian.journal.actor import Actor
from hengxian.kernel.quantity import half_up
from hengxian.records.clocks import local_day
from hengxian.records.documents.imprint import Signature
from hengxian.records.documents.letters import Envelope
from hengxian.records.documents.letters.audit import TeamMember
from hengxian.records.documents.paper import Paper
from hengxian.records.documents.reports import (
    CoverageLine,
    DimensionConclusion,
    EvaluationReport,
    JudgedLine,
    ScoreLine,
    evaluation_report,
    score_lines,
)
from hengxian.records.documents.word import to_word
from hengxian.records.documents.wording import chinese_day, chinese_moment, span
from hengxian.records.edition import pack
from hengxian.records.issuing import Imprint, Matter, issue
from hengxian.records.models.document import Document
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.reading import rows
from hengxian.records.registers.subjects import subjects
from hengxian.standard.model.tree import Leaf

SORT, NAME = "evaluation_report", "评价报告"
USES = ("P-profile", "P-followup", "P-aht", "P-aht-max", "P-raters", "P-bonus")
LEAF = 2  # the level of a line of the tree that is an indicator
ABSENT = "（本次未取得这一方面的评价）"
COURSE = {
    "evaluation_documents": "文档审查", "evaluation_on_site": "现场评价", "mystery_tests": "模拟测试",
    "data_analysis": "数据分析", "leaf_judgements": "评判打分", "evaluation_conclusions": "综合评价",
}  # fmt: skip


def issue_evaluation_report(
    case: Case, scorecard: Mapping[str, Any], said: Mapping[str, str], *, by: Actor, at: datetime
) -> Document:
    """The report as a numbered document, PDF and Word; one drafted anew is a new edition under its number."""
    facts = evaluation_facts(case, scorecard, said)

    def make(given: Imprint) -> Paper:
        return evaluation_report(facts, _envelope(case, given, at))

    source = {"report": SORT, "case": case.pk, "bindings": scorecard["bindings"], **said}
    earlier = Document._default_manager.filter(about=case.story, sort=SORT).order_by("edition").last()
    return issue(
        make, Matter(case.story, SORT, NAME), source, by=by, at=at, to_word=to_word,
        supersedes=earlier, reason="重新编制" if earlier else "",
    )  # fmt: skip


def evaluation_facts(case: Case, scorecard: Mapping[str, Any], said: Mapping[str, str]) -> EvaluationReport:
    """What the report prints: the scorecard's own figures, and rows of the case beside them."""
    scores, measured, bound = (scorecard[name] for name in ("scores", "measured", "bindings"))
    composite = scores["composite"]
    return EvaluationReport(
        applicant=case.organisation.name,
        hotline=case.hotline.name,
        audit_kind=case.get_type_display(),
        period=_period(measured["period"]),
        data_until=chinese_moment(datetime.fromisoformat(measured["as_of"])),
        team=_group(case),
        course=(said["process"], *_course(case)),
        methods=_methods(case),
        profile=str(bound["profile"]).partition("#")[0],
        fingerprints=tuple((label, str(bound[name])) for name, label in BOUND.items()),
        composite_low=composite["low"],
        composite_high=composite["high"],
        scores=_lines(scores, measured),
        conclusion=said["conclusion"],
        suggestions=(said["suggestions"], *_suggestions(case)),
        checks=tuple(_checks(measured["checks"])),
        sheets=sheets_again(scorecard["sheets"]),
        limits=tuple(_limits(scores)),
        conclusions=tuple(_conclusions(case)),
        coverage=tuple(map(_coverage, characteristics(case))),
        judged=_judged(scorecard["judgements"]),
        bonus=_bonus(scores["bonus"]),
    )


def _envelope(case: Case, given: Imprint, at: datetime) -> Envelope:
    return Envelope(
        number=given.number,
        version=given.edition,
        dated_on=given.dated_on,
        body=body_at(local_day(at)),
        addressee=case.organisation.name,
        case=case.number,
        rule=bases_named(),
        signatures=tuple(
            Signature(post) for post in ("编制人", "审核人", "评价组长", "技术委员会", "认证机构（盖章）")
        ),
        settings=settings_used(at, *USES),
    )


def _group(case: Case) -> tuple[TeamMember, ...]:
    """The evaluation group, apart from the audit team though persons may coincide (T44)."""
    everybody = team(case, case.on_site_until or local_day(case.opened_at))
    own = {*EVALUATING.values(), Duty.EXPERT.label}
    return tuple(member for member in everybody if member.duty in own)


def _lines(scores: Mapping[str, Any], measured: Mapping[str, Any]) -> tuple[ScoreLine, ...]:
    """The tree, and beside each measured score the figure it comes from."""
    leaves = iter(pack().tree.leaves)
    return tuple(
        _with_figure(line, next(leaves), measured) if line.level == LEAF else line
        for line in score_lines(pack(), scores)
    )


def _with_figure(line: ScoreLine, leaf: Leaf, measured: Mapping[str, Any]) -> ScoreLine:
    if leaf.source != "measured":
        return line
    return replace(line, note="；".join(filter(None, (figure_of(leaf, measured), line.note))))


def _period(told: Mapping[str, Any]) -> str:
    first, until = (datetime.fromisoformat(told[end]).date() for end in ("start", "end"))
    return f"{chinese_day(first)}至{chinese_day(until - timedelta(days=1))}"


def _course(case: Case) -> Iterator[str]:
    for register, title in COURSE.items():
        found = list(rows(register, case.story))
        if found:
            days = sorted({local_day(row.written_at) for row in found})
            yield f"{title}：{len(found)} 项，{_days(days)}"
    for row in rows("public_surveys", case.story):
        yield _survey(row)


def _days(days: Sequence[date]) -> str:
    first, last = chinese_day(days[0]), chinese_day(days[-1])
    return first if first == last else f"{first}至{last}"


def _survey(row: RegisterRow) -> str:
    asked, answered = int(row.data["asked"]), int(row.data["answered"])
    rate = f"，答复率 {half_up(Fraction(answered * 100, asked), 2)}%" if asked else ""
    said = f"公众调查（{row.data['way']}，{row.data['questionnaire']}）：邀请 {asked} 人，答复 {answered} 人{rate}"
    return f"{said}。{row.data['results']}"


def _methods(case: Case) -> tuple[str, ...]:
    used = {row.data["method"] for row in rows("characteristic_evidence", case.story)}
    planned = {method for row in rows("evaluation_plan", case.story) for method in row.data["methods"]}
    return tuple(sorted(used | planned))


def _suggestions(case: Case) -> tuple[str, ...]:
    return tuple(row.data["suggestion"] for row in rows("improvement_suggestions", case.story))


def _checks(checks: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for check in pack().conformity:
        found = checks.get(check.id)
        if found is not None:
            told = STANDING.get(found["status"], found["status"])
            yield "、".join(check.clauses), check.name, f"{told}：{worst(found)}"


def _limits(scores: Mapping[str, Any]) -> Iterator[str]:
    yield "服务特性与指标名称相近而来源不同的，各自列出，不互相代替（5.1.1、13.1）。"
    yield "信息安全性依服务过程中的证据评判，不作网络安全方面的声明。"
    tree = pack().tree
    for leaf, note in scores["notes"].items():
        yield f"{tree.path(leaf)}没有得分：{note}。"


def _conclusions(case: Case) -> Iterator[DimensionConclusion]:
    known = {row.subject: row.data for row in rows("evaluation_conclusions", case.story)}
    for subject, name in subjects(pack().register("evaluation_conclusions"), pack()).items():
        if data := known.get(subject):
            sides = {side: str(data.get(side) or ABSENT) for side in DimensionConclusion.__dataclass_fields__}
            yield DimensionConclusion(**{**sides, "name": name})


def _coverage(each: Covered) -> CoverageLine:
    leaves = "、".join(each.leaves) or "第13章没有对应指标"
    return CoverageLine(
        clause=each.clause,
        name=each.name,
        methods="、".join(each.methods) or "—",
        pieces=f"{sum(len(row.evidence) for row in each.rows)}件",
        indicators=f"{leaves}（{each.note}）" if each.note else leaves,
    )


def _judged(judgements: Sequence[Mapping[str, Any]]) -> tuple[JudgedLine, ...]:
    names = names_of_evidence(one for each in judgements for one in each["evidence"])
    return tuple(
        JudgedLine(
            name=pack().tree.leaf(each["leaf"]).name,
            rater=each["rater"],
            score=str(each["score"]),
            reason=each["reason"],
            evidence="、".join(names.get(one, one) for one in each["evidence"]),
        )
        for each in judgements
    )


def _bonus(bonus: Mapping[str, Any]) -> str:
    joined = "计入综合得分，满分 115（P-bonus）" if bonus["in_composite"] else "另列，不计入综合评价得分"
    return f"{span(bonus['points']['low'], bonus['points']['high'])}，满分 {bonus['maximum']}，{joined}"
