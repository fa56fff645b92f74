"""The first page of a unit's clerk: his unit's orders by limit, taken up one by one or many at once (B-3)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from hengxian.hotline.models import Part
from hengxian.hotline.naming import ids
from hengxian.hotline.queries.inbox import OPEN, desk_of
from hengxian.journal import attempts
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import Refused
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import Visitor, signed_in

MOST = 100


@require_safe
@signed_in
def inbox(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What lies on the desk, seen in one of a few ways."""
    view = request.GET.get("view", "")
    desk = desk_of(visitor.actor.person, visitor.at, view)
    context = {"title": "本单位工单", "desk": desk, "view": view, "visitor": visitor}
    return render(request, "unit/inbox.html", context)


@require_POST
@signed_in
def take_up(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take up everything that was ticked; what cannot be is said, the rest is done.

    Whoever took one up on its own page goes on there (`order`, its id).
    """
    chosen = ids(request.POST.getlist("part"))[:MOST]
    parts = KINDS["part"].seen_by(visitor).filter(pk__in=chosen, status__in=OPEN).order_by("pk")
    done = sum(_is_taken(request, visitor, part) for part in parts)
    if done:
        messages.success(request, f"已接收 {done} 件")
    elif not chosen:
        messages.warning(request, "没有勾选工单")
    order = request.POST.get("order", "")
    return redirect("unit:handle", order) if order.isdecimal() else redirect("unit:desk")


def _is_taken(request: HttpRequest, visitor: Visitor, part: Part) -> bool:
    try:
        perform(part, "take_up", by=visitor.actor, at=visitor.at)
    except Refused as refusal:
        attempts.keep(refusal, by=visitor.actor, at=visitor.at, verb="take_up")
        messages.warning(request, f"工单 {part.order.number}：{refusal}")
        return False
    return True
