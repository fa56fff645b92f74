"""Seeing who called: an act with a reason, kept in the order's run, listed for the audit administrator (G-7)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hengxian.hotline.models import Order
from hengxian.hotline.privacy import check_may_know_caller, words_for
from hengxian.kernel.refusals import Incomplete, NotThere
from hengxian.records.privacy.revealing import reveal
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.entrance.refusing import note

SEEN = ("caller.name", "caller.contact_person", "caller.telephone", "caller.address", "caller.mail")


@require_http_methods(["GET", "POST"])
@signed_in
def caller(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """The question for the reason; with it, the caller in clear on a page that is not kept."""
    order: Order = KINDS["order"].one(visitor, pk)
    check_may_know_caller(order, visitor.actor)
    if order.caller is None:
        raise NotThere("该工单没有登记服务对象")
    context = {
        "title": f"服务对象：工单 {order.number}", "order": order, "visitor": visitor, "lines": (), "refused": None,
        "back": reverse(f"{visitor.door}:record", args=["order", pk]),
    }  # fmt: skip
    if request.method == "POST":
        try:
            reveal(order, SEEN, by=visitor.actor, at=visitor.at, reason=request.POST.get("reason", "")[:400])
            context |= {"lines": _lines(order), "text": words_for(order, order.text, visitor.actor)}
        except Incomplete as refusal:
            note(request, refusal)
            context["refused"] = refusal
    answer = render(request, "line/order/revealed.html", context, status=422 if context["refused"] else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _lines(order: Order) -> list[tuple[str, str]]:
    known = order.caller
    assert known is not None  # asked above
    lines = (
        ("类型", known.get_type_display()), ("姓名或名称", known.name), ("联系人", known.contact_person),
        ("电话", known.telephone), ("联系地址", known.address), ("电子邮箱", known.mail),
    )  # fmt: skip
    return [(label, value) for label, value in lines if value]
