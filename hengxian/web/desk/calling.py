"""The follow-up desk: the next caller, what to say, three answers by keyboard; the number only by a reason (10.4)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hengxian.hotline import privacy
from hengxian.hotline.following_up import queue
from hengxian.hotline.following_up.opinions import clock_of, is_content_with_nothing, latest_word
from hengxian.hotline.lifecycles.followup import OPINIONS, OUTCOMES, SOLVED
from hengxian.hotline.models import FollowUp
from hengxian.hotline.naming import ids
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.records.privacy.masking import mask_name, mask_telephone
from hengxian.records.privacy.revealing import reveal
from hengxian.web.acting import asking
from hengxian.web.acting.doing import act, was_done
from hengxian.web.acting.filling import fill
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.line import opinions

GROUPS = (
    ("process_satisfaction", "对办理过程是否满意", tuple((id, opinions.OPINIONS[id]) for id in OPINIONS)),
    ("result_satisfaction", "对办理结果是否满意", tuple((id, opinions.OPINIONS[id]) for id in OPINIONS)),
    ("resolved", "问题是否解决", tuple((word, word) for word in SOLVED)),
)
OUTCOME = ("outcome", "接通情况", tuple((id, opinions.OUTCOMES[id]) for id in OUTCOMES))


@require_safe
@signed_in
def following(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """To the next one; a page that says so when nobody waits."""
    skipping = _numbers(request.GET.get("skip", ""))
    found = queue.next_for(visitor.actor.person, visitor.at, skipping)
    if found is None:
        return render(request, "desk/calling_empty.html", {"title": "回访", "visitor": visitor})
    skipped = f"?skip={','.join(map(str, skipping))}" if skipping else ""
    return redirect(reverse("desk:call", args=[found.pk]) + skipped)


@require_http_methods(["GET", "POST"])
@signed_in
def call(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """One call: what was asked and answered becomes an attempt in the order."""
    followup: FollowUp = KINDS["followup"].one(visitor, pk)
    if request.method == "POST" and was_done(followup, "attempt", request.POST.get("key", "")[:80], visitor):
        return redirect("desk:following")
    row = followup.lifecycle.row("attempt")
    filling = fill(request, asking.questions(row), asking.choices(followup, row, visitor))
    refused: Refused | None = None
    if filling.is_whole:
        try:
            act(followup, row, filling.facts, visitor, key=filling.key, version=filling.version)
            messages.success(request, f"工单 {followup.order.number}：已记下本次回访")
            return redirect(_after(followup))
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
            followup = KINDS["followup"].one(visitor, pk)
    context = _context(request, visitor, followup) | {"refused": refused, "errors": filling.errors}
    faulty = 422 if filling.errors else 200
    return render(request, "desk/calling.html", context, status=refused.http if refused else faulty)


@require_POST
@signed_in
def number(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """The number in clear, for the reason given; the reveal is in the journal before it is shown (G-7)."""
    followup: FollowUp = KINDS["followup"].one(visitor, pk)
    order = followup.order
    try:
        privacy.check_may_know_caller(order, visitor.actor)
        if order.caller is None or not order.caller.telephone:
            raise NotThere("该工单没有登记来电号码")
        reason = request.POST.get("reason", "")[:400]
        reveal(order, ("caller.name", "caller.telephone"), by=visitor.actor, at=visitor.at, reason=reason)
        shown = {"name": order.caller.name, "telephone": order.caller.telephone}
    except Refused as refusal:
        shown = {"refusal": str(refusal)}
    answer = render(request, "desk/calling_number.html", shown)
    answer["Cache-Control"] = "no-store"
    return answer


def _after(followup: FollowUp) -> str:
    # Whoever is content with nothing may have his matter handled once more: that is asked while he is on the line.
    if followup.status == "已回访" and is_content_with_nothing(latest_word(followup.order)):
        return reverse("desk:record", args=["followup", followup.pk])
    return reverse("desk:following")


def _context(request: HttpRequest, visitor: Visitor, followup: FollowUp) -> dict[str, Any]:
    order, caller = followup.order, followup.order.caller
    skipping = [*_numbers(request.GET.get("skip", "")), followup.pk]
    return {
        "title": f"回访：工单 {order.number}", "visitor": visitor, "followup": followup, "order": order,
        "groups": GROUPS, "outcome": OUTCOME, "typed": request.POST, "clock": clock_of(order, visitor.at),
        "name": mask_name(caller.name) if caller else "", "version": followup.version,
        "telephone": mask_telephone(caller.telephone) if caller and caller.telephone else "",
        "text": privacy.words_for(order, order.text, visitor.actor),
        "reply": privacy.words_for(order, order.reply, visitor.actor),
        "result": privacy.words_for(order, order.result, visitor.actor),
        "attempts": order.followup_attempts.select_related("person").order_by("-attempted_at"),
        "skip": reverse("desk:following") + f"?skip={','.join(map(str, skipping))}",
        "waiting": queue.waiting_for(visitor.actor.person, visitor.at)[:100].count(),
    }  # fmt: skip


def _numbers(text: str) -> list[int]:
    return ids(text.split(","))[-50:]
