"""What self-assessment adds to the common pages: how far it is, scores and their reach, what acts offer (part D)."""

from typing import Any

from django.urls import reverse

from hengxian.evaluation.models import Evaluation
from hengxian.hotline.assessing import items, limits, scoring
from hengxian.hotline.models import Assessment, Improvement, Posting, Unit
from hengxian.kernel.quantity import half_up
from hengxian.kernel.refusals import Refused
from hengxian.scoring.printed import as_json
from hengxian.web.acting.asking import Pairs, answers_for
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor
from hengxian.web.components.templatetags.kit import instant

TOP = 5
PAGES = (
    ("scores", "得分与提升空间"), ("data", "数据测量"), ("limits", "规则定死的期限"), ("ready", "申请准备"),
    ("rounds", "各轮比较"),
)  # fmt: skip


@panel("assessment", "line/assessing/progress.html", order=10)
def progress(assessment: Assessment, visitor: Visitor) -> dict[str, Any]:
    """Items by view, what waits for the leader, and the way to the pages of the round."""
    found = items.items(assessment)
    return {
        "counts": items.counts(found),
        "unjudged": len(items.unjudged(found)),
        "disputed": items.disputed(found),
        "gaps": items.unplanned_gaps(found),
        "pages": [(label, reverse(f"assess:{name}", args=[assessment.pk])) for name, label in PAGES]
        if visitor.door == "assess"
        else [],
        "sheet": reverse("assess:sheet", args=["assessment", assessment.pk, items.JUDGED])
        if visitor.door == "assess" and assessment.status == "进行中"
        else "",
    }


@panel("assessment", "line/assessing/scores.html", order=11)
def scores(assessment: Assessment, visitor: Visitor) -> dict[str, Any]:
    """The composite as an interval, and what would move it most."""
    return scores_shown(assessment, TOP)


def scores_shown(assessment: Assessment, most: int | None = None) -> dict[str, Any]:
    """Scores and reach as pages show them; the sentence why not, where they cannot be computed."""
    try:
        card = scoring.scorecard_of(assessment)
    except Refused as refusal:
        return {"problem": str(refusal)}
    found = scoring.reaches(card)
    return {
        "scores": as_json(card),
        "measured": [_reach(each) for each in found if each.is_measured and each.points][:most],
        "judged": [_reach(each) for each in found if not each.is_measured and each.points][:most],
        "open": sum(each.is_open for each in found),
    }


def _reach(reach: scoring.Reach) -> dict[str, Any]:
    value = reach.score.value
    return {
        "name": reach.leaf.name,
        "dimension": reach.dimension.name,
        "score": "" if value is None else str(half_up(value, 2)),
        "points": str(half_up(reach.points, 2)),
        "width": min(100, round(float(reach.points) * 12)),
        "note": reach.score.note,
    }


@panel("assessment", "line/assessing/limits.html", order=12)
def fixed_limits(assessment: Assessment, visitor: Visitor) -> dict[str, Any]:
    """The rule's own limits beside the hotline's figures."""
    return {"checks": limits.checked(assessment)}


@answers_for("assessment", "measure", "evaluation")
def runs(assessment: Assessment, visitor: Visitor) -> Pairs:
    """The measurements made for this round."""
    found = Evaluation._default_manager.filter(about=assessment.story).order_by("-made_at")
    return [
        (str(run.pk), f"{run.period_from} 至 {run.period_until}（不含），{instant(run.made_at)}测量")
        for run in found
    ]


@answers_for("improvement", "draft", "unit_id")
def units(plan: Improvement, visitor: Visitor) -> Pairs:
    """Units of the hotline."""
    return [(str(each.pk), each.name) for each in Unit.objects.filter(hotline=plan.hotline, closed_on=None)]


@answers_for("improvement", "draft", "person_id")
def people(plan: Improvement, visitor: Visitor) -> Pairs:
    """Whoever works for the hotline or one of its units."""
    posted = Posting.objects.filter(hotline=plan.hotline, ended_at=None).select_related("person")
    return list({str(each.person_id): each.person.name for each in posted}.items())


@answers_for("improvement", "draft", "follows_id")
def earlier(plan: Improvement, visitor: Visitor) -> Pairs:
    """Plans that this one may go on with."""
    found = Improvement.objects.filter(hotline=plan.hotline).exclude(status="已取消").order_by("-pk")
    return [(str(each.pk), f"{each.number} {each.problem[:30]}") for each in found]
