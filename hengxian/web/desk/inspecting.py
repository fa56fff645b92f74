"""The inspector's desk: what he has to judge, to judge again unseen, to settle, to answer (11.1.2.3)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.hotline.models import Review
from hengxian.hotline.reviewing.queue import STEPS, heaps
from hengxian.journal.conditions import standing
from hengxian.kernel.lifecycle import check_person
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.web.acting import asking
from hengxian.web.acting.doing import act, was_done
from hengxian.web.acting.filling import fill, marks
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.panels import shown
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in

MOST = 100
VERBS = frozenset(step[0] for step in STEPS)


@require_safe
@signed_in
def desk(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Heap by heap; his own work and what he has judged already are not among them."""
    found = [(each, list(each.reviews[: MOST + 1])) for each in heaps(visitor.actor.person)]
    context = {
        "title": "质检", "visitor": visitor,
        "heaps": [(each.verb, each.label, rows[:MOST], len(rows) > MOST) for each, rows in found],
    }  # fmt: skip
    return render(request, "desk/inspecting.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def judge(request: HttpRequest, visitor: Visitor, pk: int, verb: str) -> HttpResponse:
    """One judgement, with what is judged beside the form; an earlier one only where it may be seen."""
    review: Review = KINDS["review"].one(visitor, pk)
    if verb not in VERBS:
        raise NotThere("没有这个页面")
    back = reverse("desk:inspecting")
    if request.method == "POST" and was_done(review, verb, request.POST.get("key", "")[:80], visitor):
        return redirect(back)
    row = review.lifecycle.row(verb)
    check_person(row, visitor.actor.roles, standing(review, visitor.actor))
    review.lifecycle.check_state(verb, review.state)
    filling = fill(request, asking.questions(row), asking.choices(review, row, visitor))
    refused: Refused | None = None
    if filling.is_whole:
        try:
            act(review, row, filling.facts, visitor, key=filling.key, version=filling.version)
            messages.success(request, f"{review.subject}：已{row.label}")
            return redirect(back)
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
            review = KINDS["review"].one(visitor, pk)
    context = {
        "title": f"{row.label}：{review.subject}", "visitor": visitor, "record": review, "refused": refused,
        "back": back, "button": row.label, "version": review.version, "keep": f"review-{pk}-{verb}",
        "panels": shown(review, visitor), **filling.shown(filling.errors or marks(refused, filling)),
    }  # fmt: skip
    return render(request, "desk/judging.html", context, status=refused.http if refused else 200)
