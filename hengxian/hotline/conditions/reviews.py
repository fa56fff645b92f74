"""Conditions of 质检, and who stands how to a review (11.1.2.3)."""

from hengxian.hotline.lifecycles.review import ITEMS, UNMET
from hengxian.hotline.models import Review, ReviewPlan
from hengxian.hotline.reviewing.population import check_words
from hengxian.hotline.standing import at_hotline
from hengxian.journal.actor import Actor
from hengxian.journal.conditions import Act, condition, standing_of
from hengxian.kernel.lifecycle import Standing
from hengxian.kernel.refusals import Refused
from hengxian.records.clocks import local_day
from hengxian.records.parameters import require


@standing_of("review_plan")
def of_plan(plan: ReviewPlan, by: Actor) -> Standing:
    """Duties at its hotline."""
    return Standing(at_hotline(plan.hotline_id, by))


@standing_of("review")
def of_review(review: Review, by: Actor) -> Standing:
    """Whoever's work it is may object, and never judges it."""
    duties = at_hotline(review.hotline_id, by)
    if by.person and review.agent_id == by.person:
        return Standing(duties | {"reviewed"}, {"own": "被检的是本人的工作"})
    return Standing(duties)


@condition
def review_plan_fits(plan: ReviewPlan, act: Act) -> str | None:
    """Days that are over, so that the population does not grow after the draw; something to draw from."""
    if plan.since > plan.until:
        return f"日期自 {plan.since} 至 {plan.until}：开始日期不能晚于结束日期"
    if plan.until >= local_day(act.at):
        return f"抽查的日期到 {plan.until} 为止，尚未过去，不能抽取"
    return None if plan.of_orders or plan.of_calls else "须抽查工单或通话，至少一种"


@condition
def sampling_set(plan: ReviewPlan, act: Act) -> str | None:
    """Share and strata are the hotline's to set (P-qa)."""
    try:
        require("P-qa", act.at)
        check_words(tuple(require("P-qa-strata", act.at).value))
    except Refused as refusal:
        return str(refusal)
    return None


@condition
def not_drawn_twice(review: Review, act: Act) -> str | None:
    """An order or call is under one review at a time."""
    same = Review.objects.filter(order=review.order_id, contact=review.contact_id)
    waiting = same.exclude(status__in=("已评", "已定"))
    return f"{review.subject} 正在质检" if waiting.exists() else None


@condition
def remark_if_unmet(review: Review, act: Act) -> str | None:
    """不符合 is explained."""
    unmet = [label for item, label in ITEMS.items() if act.facts.get(item) == UNMET]
    return f"判为“不符合”须写明依据：{'、'.join(unmet)}" if unmet and not act.facts.get("remark") else None


@condition
def in_time_to_object(review: Review, act: Act) -> str | None:
    """Within the days that the plan gives; without such days at any time. Once."""
    if review.objection:
        return "已提出过异议"
    if review.object_until and local_day(act.at) > review.object_until:
        return f"异议期限 {review.object_until} 已过（11.1.2.3）"
    return None


@condition
def correction_says_what(review: Review, act: Act) -> str | None:
    """更正 names at least one item, 维持 none."""
    named = [label for item, label in ITEMS.items() if act.facts.get(item)]
    if act.facts.get("answer") == "更正":
        return None if named else "更正须说明改哪一项"
    return f"维持原评判的，不填各项：{'、'.join(named)}" if named else None
