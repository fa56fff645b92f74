"""Conditions of 单位考核, and who stands how to one (11.3.2)."""

from datetime import datetime, time

from hengxian.hotline import postings
from hengxian.hotline.lifecycles.appraisal import CORRECTED
from hengxian.hotline.models import UnitAppraisal
from hengxian.hotline.standing import at_hotline
from hengxian.journal.actor import Actor
from hengxian.journal.conditions import Act, condition, standing_of
from hengxian.kernel.lifecycle import Standing
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
def corrected_result_given(appraisal: UnitAppraisal, act: Act) -> str | None:
    """更正 comes with the new result, 维持 without."""
    is_corrected = act.facts.get("answer") == CORRECTED
    if bool(act.facts.get("result")) == is_corrected:
        return None
    return "更正须写明更正后的考核结果" if is_corrected else "维持原结果的，不填更正后的考核结果"


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
