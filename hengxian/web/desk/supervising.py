"""The supervisor's desk: what is proposed and why, what is under way, each with its limit (10.2.3)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hengxian.hotline import postings
from hengxian.hotline.models import Supervision
from hengxian.web.acting.visitor import Visitor, signed_in

MOST = 100
HEAPS = (("建议", "待处理的督办建议"), ("督办中", "督办中"))


@require_safe
@signed_in
def desk(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Two heaps, the nearest limit first; who is not designated sees them and is told so."""
    lines = postings.hotlines_of(visitor.actor.person)
    duties = {duty for line in lines for duty in postings.duties_of(visitor.actor.person, line)}
    found = Supervision.objects.filter(order__hotline__in=lines).select_related(
        "order__caller", "order__lead", "order__matter", "supervisor"
    )
    heaps = [
        (label, list(found.filter(status=status).order_by("order__limit_at", "pk")[: MOST + 1]))
        for status, label in HEAPS
    ]
    context = {
        "title": "督办", "visitor": visitor, "is_designated": "supervision" in duties, "most": MOST,
        "heaps": [(label, rows[:MOST], len(rows) > MOST) for label, rows in heaps],
    }  # fmt: skip
    return render(request, "desk/supervising.html", context)
