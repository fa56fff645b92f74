"""回访 on the order's page and on its own: attempts in words, the clock, the draw that anybody can repeat (10.4)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from hengxian.hotline.actions.followups import usual_percent
from hengxian.hotline.following_up.drawing import again
from hengxian.hotline.following_up.opinions import clock_of, is_content_with_nothing, latest_word
from hengxian.hotline.lifecycles.followup import OPINIONS as OPINION_IDS
from hengxian.hotline.lifecycles.followup import OUTCOMES as OUTCOME_IDS
from hengxian.hotline.models import FollowUp, FollowUpPlan, Order, Survey
from hengxian.hotline.privacy import words_for
from hengxian.hotline.sampling import METHOD
from hengxian.hotline.surveying.answering import outcome
from hengxian.kernel.quantity import half_up
from hengxian.records.clocks import Clock
from hengxian.web.acting.asking import Pairs, answers_for, filled_in
from hengxian.web.acting.limits import clocks_of
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor
from hengxian.web.line.opinions import OPINIONS, OUTCOMES, SOLVED, share_printed

MOST = 200  # lines of a draw on the page; the whole is in the file
ROOMS = ("desk", "manage")  # that have the file
REDRAWN = 5000  # orders drawn again for the page
ASPECTS = {"attitude": "态度", "efficiency": "效率", "process": "过程", "result": "结果"}


@panel("order", "line/followup/of_order.html", order=45)
def of_order(order: Order, visitor: Visitor) -> dict[str, Any] | None:
    """Every attempt, newest first, and whether another handling may be offered."""
    attempts = _attempts(order, visitor)
    followups = list(order.followups.select_related("plan").order_by("-pk"))
    if not followups and not attempts:
        return None
    return {
        "followups": followups, "attempts": attempts,
        "may_redo": may_redo(order),
    }  # fmt: skip


@panel("followup", "line/followup/attempts.html", order=10)
def of_followup(followup: FollowUp, visitor: Visitor) -> dict[str, Any]:
    """The attempts so far."""
    return {
        "attempts": _attempts(followup.order, visitor),
        "order": followup.order,
        "may_redo": may_redo(followup.order),
    }


@panel("followup_plan", "line/followup/draw.html", order=10)
def draw(plan: FollowUpPlan, visitor: Visitor) -> dict[str, Any]:
    """The draw done again, beside what was listed."""
    lines = list(again(plan, REDRAWN + 1))
    is_long, lines = len(lines) > REDRAWN, lines[:REDRAWN]
    return {
        "method": METHOD, "seed": plan.seed, "population": len(lines), "lines": lines[:MOST],
        "drawn": sum(line.is_drawn for line in lines), "listed": sum(line.is_listed for line in lines),
        "spared": sum(line.is_spared for line in lines), "agrees": all(line.agrees for line in lines),
        "is_cut": len(lines) > MOST, "is_long": is_long,
        "file": reverse(f"{visitor.door}:redraw", args=[plan.pk]) if visitor.door in ROOMS else "",
        "by_hand": FollowUp.objects.filter(
            order__hotline=plan.hotline_id, is_picked_by_hand=True, order__closed_at__date__gte=plan.since,
            order__closed_at__date__lte=plan.until,
        ).count(),
    }  # fmt: skip


@panel("survey", "line/followup/survey.html", order=10)
def of_survey(survey: Survey, visitor: Visitor) -> dict[str, Any]:
    """n and response rate, and each aspect with its own n."""
    found = outcome(survey)
    return {
        "invited": found.invited, "answered": found.answered,
        "rate": "" if found.rate is None else f"{half_up(found.rate * 100, 1)}%",
        "tallies": [
            (ASPECTS[each.aspect], each.good, each.n, share_printed(each.good, each.n)) for each in found.tallies
        ],
        "by_list": survey.invitations.filter(way="短信平台", answer=None).count(),
    }  # fmt: skip


@clocks_of("followup")
def limit(followup: FollowUp, at: datetime) -> Iterable[Clock]:
    """P-followup after closing; while it is unset the clock says so."""
    found = clock_of(followup.order, at)
    return [found] if found else []


@answers_for("followup", "attempt", "outcome")
def outcomes(followup: FollowUp, visitor: Visitor) -> Pairs:
    """In words."""
    return [(id, OUTCOMES[id]) for id in OUTCOME_IDS]


@answers_for("followup", "attempt", "process_satisfaction")
@answers_for("followup", "attempt", "result_satisfaction")
def opinions(followup: FollowUp, visitor: Visitor) -> Pairs:
    """In words."""
    return [(id, OPINIONS[id]) for id in OPINION_IDS]


@filled_in("followup_plan", "draft")
def usual(plan: FollowUpPlan, visitor: Visitor) -> dict[str, Any]:
    """The share that P-plan says."""
    return {"percent": usual_percent(visitor.at)}


def may_redo(order: Order) -> bool:
    """Closed, and the caller content with nothing (T39)."""
    return order.status == "已办结" and is_content_with_nothing(latest_word(order))


def _attempts(order: Order, visitor: Visitor) -> list[dict[str, Any]]:
    found = order.followup_attempts.select_related("person").order_by("-attempted_at", "-pk")
    return [
        {
            "at": each.attempted_at, "person": each.person.name, "outcome": OUTCOMES.get(each.outcome, each.outcome),
            "process": OPINIONS.get(each.process_satisfaction, ""),
            "result": OPINIONS.get(each.result_satisfaction, ""),
            "solved": SOLVED[each.resolved] if each.outcome == "reached" else "",
            "remark": words_for(order, each.remark, visitor.actor),
        }
        for each in found
    ]  # fmt: skip
