"""Conditions of the audit report and the evaluation report (6.2.3, 13.3.3)."""

from hengxian.certification.models import Case, EvaluationReport
from hengxian.certification.queries.coverage import uncovered_characteristics, uncovered_items, unused_methods
from hengxian.certification.queries.findings import findings_digest
from hengxian.certification.queries.judging import judgements_digest
from hengxian.certification.queries.plan import reach_of
from hengxian.certification.queries.sheets import open_leaves
from hengxian.certification.steps import demand_steps_before
from hengxian.journal.conditions import Act, condition
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack
from hengxian.records.registers.book import open_book
from hengxian.records.registers.gaps import gaps, told
from hengxian.records.registers.reading import rows

MOST_NAMED = 5
WITH_TEAM = ("现场中", "发现已定", "末次会议已开")


@condition
def characteristics_covered(case: Case, act: Act) -> str | None:
    """An initial or recertification report covers all 36; a surveillance may be partial (5.3)."""
    demand_steps_before(case, "draft_audit_report")
    if not case.is_certification:
        return None
    missing = [*uncovered_characteristics(case), *uncovered_items(case)]
    if not missing:
        return None
    return f"尚有 {len(missing)} 项特性或审核内容没有证据：{'、'.join(missing[:MOST_NAMED])}（5.1.1、5.2.1）"


@condition
def methods_used_or_explained(case: Case, act: Act) -> str | None:
    """An initial audit that left a method of 5.2.2 out says why."""
    explained = {row.data["method"] for row in rows("unused_methods", case.story)}
    silent = [method for method in unused_methods(case) if method not in explained]
    if silent and case.is_certification:
        return f"未使用的审核方法须说明理由：{'、'.join(silent)}（5.2.2）"
    return None


@condition
def both_branches_done(case: Case, act: Act) -> str | None:
    """The composite mode: no report is approved while the evaluation is unfinished (1.3)."""
    demand_steps_before(case, "approve_audit_as_leader")
    report = EvaluationReport.objects.filter(case=case).first()
    if report is None or report.status == "未编":
        return "服务特性要求测评尚未完成：评价报告未编制（1.3）"
    return None


@condition
def findings_as_drafted(case: Case, act: Act) -> str | None:
    """What is approved is what the report prints: no nonconformity was regraded or withdrawn since (6.2.3.2)."""
    drafted = case.report.get("findings")
    if drafted is None or drafted == findings_digest(case):
        return None
    return "不符合项在审核报告编制之后有改动，须重新编制报告（6.2.3.2）"


@condition
def evaluation_report_current(case: Case, act: Act) -> str | None:
    """No judgement was changed under an approved evaluation report; who changes one has it drawn up anew (13.3.3)."""
    report = EvaluationReport.objects.filter(case=case).first()
    if report is None or report.status != "已批" or "bindings" not in report.scorecard:
        return None
    stale = as_drafted(report, act)
    return "评判打分在评价报告批准之后有改动，须先重新编制评价报告（13.3.3）" if stale else None


@condition
def case_with_team(report: EvaluationReport, act: Act) -> str | None:
    """An approved evaluation report is drawn up anew only before the committee has the file, or sent back by it."""
    if report.case.status in WITH_TEAM:
        return None
    return f"审核案现为“{report.case.status}”，评价报告须由技术委员会退回案卷后才能重新编制（6.3.1）"


@condition
def leaves_scored(report: EvaluationReport, act: Act) -> str | None:
    """Every judged leaf has at least one judgement; a measured one may stay open, as an interval.

    A surveillance that looks at parts only leaves the rest open (5.3).
    """
    demand_steps_before(report.case, "draft_evaluation_report")
    lacking = open_leaves(report.case) if reach_of(report.case) is None else []
    if not lacking:
        return None
    return f"还有 {len(lacking)} 项指标没有评判：{'、'.join(lacking[:MOST_NAMED])}（13.3.2.3）"


@condition
def measured_by_engine(report: EvaluationReport, act: Act) -> str | None:
    """The figures come from a run of the engine by the team, not from anybody's typing (13.2.1)."""
    evaluation = report.case.evaluation
    if evaluation is None or not evaluation.made_by_team:
        return "审核组尚未用计算引擎运行或复算数据（6.2.2.6、13.2.1）"
    return None


@condition
def conclusions_written(report: EvaluationReport, act: Act) -> str | None:
    """Each dimension and the whole have a conclusion; a side that is lacking is marked, not asked (13.2.3)."""
    book = open_book(pack(), "evaluation_conclusions", report)
    return told([gap for gap in gaps(book, local_day(act.at)) if gap.kind == "uncovered"]) or None


@condition
def as_drafted(report: EvaluationReport, act: Act) -> str | None:
    """What is checked and approved is what was drafted: no judgement has changed since (13.3.3.2)."""
    if report.scorecard.get("bindings", {}).get("judgements") == judgements_digest(report.case):
        return None
    return "评判打分在报告编制之后有改动，须退回重新编制（13.3.3.2）"
