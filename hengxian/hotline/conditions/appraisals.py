"""Conditions of 单位考核, and who stands how to one (11.3.2)."""

from datetime import datetime, time

from hengxian.hotline import postings
from hengxian.hotline.appraising import read_scheme
from hengxian.hotline.lifecycles.appraisal import CORRECTED
from hengxian.hotline.models import UnitAppraisal
from hengxian.hotline.queries.unit_evaluation import figures_of
from hengxian.hotline.standing import at_hotline
from hengxian.journal.actor import Actor
from hengxian.journal.conditions import Act, condition, standing_of
from hengxian.kernel.lifecycle import Standing
from hengxian.kernel.refusals import Incomplete
from hengxian.records.clocks import SHANGHAI, local_day
from hengxian.records.parameters import value_of

PARAMETER = "P-appraisal"


@standing_of("unit_appraisal")
def of_appraisal(appraisal: UnitAppraisal, by: Actor) -> Standing:
    """The hotline's managers, and the clerks of the unit it is about."""
    duties = at_hotline(appraisal.hotline_id, by)
    if "handler" in by.roles and appraisal.unit_id in postings.units_of(by.person):
        duties |= {"unit_handler"}
    return Standing(duties)


@condition
def appraised_days_are_over(appraisal: UnitAppraisal, act: Act) -> str | None:
    """A period that has ended."""
    if appraisal.since > appraisal.until:
        return f"考核期自 {appraisal.since} 至 {appraisal.until}：开始日期不能晚于结束日期"
    over = appraisal.until < local_day(act.at)
    return None if over else f"考核期到 {appraisal.until} 为止，尚未结束"


@condition
def scheme_set_beforehand(appraisal: UnitAppraisal, act: Act) -> str | None:
    """The scheme in force on the first day, set before that day began: nobody is appraised by later rules."""
    setting = value_of(PARAMETER, appraisal.since)
    if setting is None:
        return f"考核期开始（{appraisal.since}）时没有生效的承办单位考核方案（11.3.2.2）"
    begins = datetime.combine(appraisal.since, time(), SHANGHAI)
    late = f"承办单位考核方案须在考核期开始（{appraisal.since}）之前设定（11.3.2.2）"
    return None if setting.set_at < begins else late


@condition
def unit_objects_in_time(appraisal: UnitAppraisal, act: Act) -> str | None:
    """Within the limit told."""
    until = appraisal.object_until
    return f"异议期限 {until} 已过（11.3.2.2）" if until and local_day(act.at) > until else None


@condition
def scheme_readable(appraisal: UnitAppraisal, act: Act) -> str | None:
    """Points of the four aspects can be read from it."""
    setting = value_of(PARAMETER, appraisal.since)
    try:
        if setting is not None:
            read_scheme(setting.value)
    except Incomplete as wrong:
        return wrong.sentence
    return None


@condition
def recount_differs(appraisal: UnitAppraisal, act: Act) -> str | None:
    """更正 rests on records that were put right: what they say now is counted again, nobody types a result (B-12)."""
    if act.facts.get("answer") != CORRECTED:
        return None
    same = figures_of(appraisal, act.at) == appraisal.figures
    return "按现有记录重算与原结果相同：先更正有误的记录，再更正结果（11.3.2.2）" if same else None


@condition
def objection_time_is_over(appraisal: UnitAppraisal, act: Act) -> str | None:
    """Published once the unit can no longer object, or has been answered."""
    until = appraisal.object_until
    waits = appraisal.status == "已告知" and until is not None and local_day(act.at) <= until
    return f"异议期限至 {until}，期满或答复异议后才可公布（11.3.2.2）" if waits else None


@condition
def plan_or_reasoned_none(appraisal: UnitAppraisal, act: Act) -> str | None:
    """A result opens an improvement plan, or it is said why none is needed (11.3.2.1)."""
    said = [bool(act.facts.get(name)) for name in ("improvement", "none_reason")]
    return None if sum(said) == 1 else "须选定改进计划，或写明不需改进的理由，二者取一（11.3.2.1）"
