"""Conditions of reports and of figures for the public (10.6, 11.3.1)."""

from hengxian.hotline.disclosing.drafting import bound_in_force, needs_bound
from hengxian.hotline.models import Disclosure, HotlineReport, ReportSort
from hengxian.hotline.reporting.summing import PartsDiffer, check_sums
from hengxian.journal.conditions import Act, condition


@condition
def topic_named(report: HotlineReport, _act: Act) -> str | None:
    """A special report says what it is about and lists its orders."""
    if report.sort == ReportSort.SPECIAL and not report.topic.get("orders"):
        return "专题报告还缺：集中反映的事项及所列工单"
    return None


@condition
def sums_agree(report: HotlineReport, _act: Act) -> str | None:
    """Every breakdown sums to the engine's total (B-12); before the figures are compiled there is nothing to sum."""
    try:
        if report.figures:
            check_sums(report.figures)
    except PartsDiffer as difference:
        return str(difference)
    return None


@condition
def analysis_written(report: HotlineReport, _act: Act) -> str | None:
    """A special report has findings and trend before it is approved; a regular one has findings."""
    wanted = {"findings": "发现与规律", "trend": "趋势"}
    if report.sort == ReportSort.REGULAR:
        wanted.pop("trend")
    lacking = [label for name, label in wanted.items() if not getattr(report, name).strip()]
    return f"报告还缺：{'、'.join(lacking)}" if lacking else None


@condition
def small_cells_set(_disclosure: Disclosure, act: Act) -> str | None:
    """Nothing finer than units is made public before it is set which numbers are too small (P-smallcell, §8)."""
    if not needs_bound(list(act.facts.get("divisions") or ())) or bound_in_force(act.at):
        return None
    return "公布到单位以下的分项前，须设定公布时遮蔽的小数目界限（P-smallcell，11.3.1.2）"


@condition
def suppressed_as_set(disclosure: Disclosure, act: Act) -> str | None:
    """What is approved was suppressed by the bound that is in force."""
    if bound_in_force(act.at) != disclosure.smallest:
        return "遮蔽小数目的界限已变更，须重新拟公开"
    return None
