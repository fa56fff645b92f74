"""The typing test of the person signed in (9.3.2.4): a code opens it, a key starts it, the server's clock ends it."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from hengxian.hotline.models import TypingTest
from hengxian.hotline.people.testing import ends_at, laid_out
from hengxian.journal.conditions import Act, unmet
from hengxian.kernel.refusals import Incomplete, NotThere, Refused
from hengxian.web.acting.doing import act
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in

OPEN = ("待开始", "录入中")


@require_http_methods(["GET", "POST"])
@signed_in
def typing(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """One's open test: asked for its code, then laid out; without one, what became of the last."""
    test = _own(visitor).filter(status__in=OPEN).first()
    if test is None:
        last = _own(visitor).exclude(status="已作废").first()
        return render(
            request, "desk/typing_none.html", {"title": "文字录入测试", "visitor": visitor, "last": last}
        )
    until = ends_at(test)
    if until is not None:
        return _laid_out(request, visitor, test, max(int((until - visitor.at).total_seconds()), 0))
    refused, code = None, request.POST.get("code", "").strip()[:20]
    if request.method == "POST":
        try:
            _check_code(test, visitor, code)
            return _laid_out(request, visitor, test, int(test.minutes * 60), code)
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    context = {"title": "文字录入测试", "visitor": visitor, "test": test, "refused": refused}
    return render(request, "desk/typing_code.html", context, status=refused.http if refused else 200)


@require_POST
@signed_in
def start(request: HttpRequest, visitor: Visitor, pk: int) -> JsonResponse:
    """The first key was struck: the server's clock runs from here. `{"seconds": …}` or `{"refused": sentence}`."""
    test = _one(visitor, pk)
    try:
        act(test, test.lifecycle.row("start"), {"code": request.POST.get("code", "")[:20]}, visitor)
    except Refused as refusal:
        return JsonResponse({"refused": str(shown_in_form(request, refusal))}, status=refusal.http)
    return JsonResponse({"seconds": float(test.minutes) * 60})


@require_POST
@signed_in
def submit(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """The time is over."""
    test = _one(visitor, pk)
    if test.status in OPEN:
        typed = request.POST.get("typed", "")[: 2 * len(laid_out(test))]
        act(test, test.lifecycle.row("submit"), {"typed": typed}, visitor)
    return redirect("desk:typing")


def _laid_out(
    request: HttpRequest, visitor: Visitor, test: TypingTest, seconds: int, code: str = ""
) -> HttpResponse:
    context = {
        "title": "文字录入测试", "visitor": visitor, "test": test, "text": laid_out(test), "code": code,
        "seconds": seconds, "is_running": test.started_at is not None,
    }  # fmt: skip
    return render(request, "desk/typing.html", context)


def _check_code(test: TypingTest, visitor: Visitor, code: str) -> None:
    row = test.lifecycle.row("start")
    if lacking := unmet(test, row.needs, Act("start", visitor.actor, visitor.at, {"code": code})):
        raise Incomplete("；".join(lacking), row.clause)


def _own(visitor: Visitor) -> "QuerySet[TypingTest]":
    return (
        TypingTest.objects.select_related("hotline", "row")
        .filter(person=visitor.actor.person)
        .order_by("-pk")
    )


def _one(visitor: Visitor, pk: int) -> TypingTest:
    test = _own(visitor).filter(pk=pk).first()
    if test is None:
        raise NotThere("没有这场测试")
    return test
