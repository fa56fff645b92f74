"""Conditions of 回访 (10.4)."""

from datetime import datetime, time

from hengxian.hotline.following_up.opinions import is_content_with_nothing, latest_word
from hengxian.hotline.following_up.population import covering
from hengxian.hotline.lifecycles.followup import REACHED, REFUSED
from hengxian.hotline.models import FollowUp, FollowUpPlan, Order
from hengxian.journal.conditions import Act, condition
from hengxian.records.clocks import SHANGHAI, local_day
from hengxian.records.parameters import Unset, require, value_of

ANSWERS = {
    "process_satisfaction": "对办理过程",
    "result_satisfaction": "对办理结果",
    "resolved": "问题是否解决",
}


@condition
def followup_plan_complete(plan: FollowUpPlan, act: Act) -> str | None:
    """Name, days and a share that means something (10.4.1.1)."""
    if not plan.name.strip():
        return "回访计划还缺：名称"
    if plan.since > plan.until:
        return f"办结日期自 {plan.since} 至 {plan.until}：开始日期不能晚于结束日期"
    return None if 1 <= plan.percent <= 100 else f"抽取比例应为 1 至 100 的整数，现为 {plan.percent}"


@condition
def plan_ahead(plan: FollowUpPlan, act: Act) -> str | None:
    """Approved before the first order it is about could be closed; nobody plans what he has seen."""
    begins = datetime.combine(plan.since, time(), SHANGHAI)
    return (
        None
        if act.at < begins
        else f"回访计划须事先批准：所管办结日期自 {plan.since} 起，已经开始（10.4.1.1）"
    )


@condition
def tries_set(plan: FollowUpPlan, act: Act) -> str | None:
    """All or a share, and how often one tries: the hotline's to set (P-plan)."""
    for name in ("P-plan", "P-plan-tries"):
        try:
            require(name, act.at)
        except Unset as unset:
            return str(unset)
    return None


@condition
def order_closed(followup: FollowUp, act: Act) -> str | None:
    """Nobody is asked about what is being handled again."""
    order = followup.order
    return (
        None
        if order.status == "已办结"
        else f"工单 {order.number} 现为“{order.status}”，办结后才回访（10.4.2.1）"
    )


@condition
def answers_fit_outcome(followup: FollowUp, act: Act) -> str | None:
    """Three answers where the caller was reached, none where he was not: silence is no opinion (10.4.1.2)."""
    said = [label for name, label in ANSWERS.items() if act.facts.get(name)]
    if act.facts.get("outcome") == REACHED:
        lacking = [label for label in ANSWERS.values() if label not in said]
        wanted = f"已接通的回访须逐项记下答复（未表态也要选），还缺：{'、'.join(lacking)}（10.4.1.2）"
        return wanted if lacking else None
    return f"未接通或拒绝回访的，不得填写：{'、'.join(said)}（10.4.1.2）" if said else None


@condition
def tries_used(followup: FollowUp, act: Act) -> str | None:
    """As often as P-plan-tries says, or the caller refused."""
    if followup.attempts.filter(outcome=REFUSED).exists():
        return None
    tries = value_of("P-plan-tries", act.at)
    if tries is None:
        return "每件回访的尝试次数未设定（10.4.1.1）"
    wanted = int(tries.value)
    short = f"已尝试 {followup.tries} 次，须满 {wanted} 次才可记为未能回访（10.4.2.2）"
    return None if followup.tries >= wanted else short


@condition
def caller_wishes_none(followup: FollowUp, act: Act) -> str | None:
    """The wish stands in the order."""
    return None if followup.order.no_followup else "服务对象没有要求不回访"


@condition
def both_dissatisfied(order: Order, act: Act) -> str | None:
    """Another handling is offered only to who is content with neither process nor result (10.4.2.3, T39)."""
    if is_content_with_nothing(latest_word(order)):
        return None
    return "只有回访中对办理过程和办理结果均不满意的，才可再次办理（10.4.2.3）"


@condition
def followup_settled(order: Order, act: Act) -> str | None:
    """Done, given up, waived, or not drawn; and every plan that covers it has drawn."""
    if order.followups.filter(status="待回访").exists():
        return "回访尚未完成（10.4.2.1）"
    waits = order.followup_planned is None and order.closed_at and order.status == "已办结"
    if waits and order.closed_at and (plan := covering(order, local_day(order.closed_at)).first()):
        return f"回访计划“{plan.name}”尚未抽取到本工单（10.4.1.1）"
    return None
