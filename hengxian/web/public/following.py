"""Following one's own request by its number and code (B-8)."""

from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.hotline.intake import progress
from hengxian.hotline.models import Hotline
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.web.acting.visitor import now
from hengxian.web.components import expired
from hengxian.web.public.places import place_of

SALT = "public-progress"
OPEN_FOR = timedelta(
    minutes=15
)  # as long as somebody reads and goes back and forth; then the code is asked again
OVER = f"查询结果的页面只保留 {OPEN_FOR // timedelta(minutes=1)} 分钟，请再次输入查询码"


@expired.is_shown_again
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """The two boxes; sent by POST, so that no code stands in a history."""
    hotline = get_object_or_404(Hotline, code=code)
    number = request.POST.get("number", request.GET.get("number", ""))[:30]
    if request.method != "POST":
        return _boxes(request, hotline, number)
    at, who = now(), place_of(request)
    try:
        expired.check(request)
        seen = progress.ask(hotline, number, request.POST.get("query_code", "")[:20], who=who, at=at)
    except Refused as refused:
        status = 422 if isinstance(refused, NotThere) else refused.http
        return _boxes(request, hotline, number, str(refused), status)
    ticket = signing.dumps([seen.order, seen.number, (at + OPEN_FOR).isoformat()], salt=SALT)
    return redirect("public:progress", code=hotline.code, ticket=ticket)


@login_not_required
@never_cache
@require_safe
def standing(request: HttpRequest, code: str, ticket: str) -> HttpResponse:
    """How the request stands now, on a page that may be loaded again and gone back to for a while."""
    hotline = get_object_or_404(Hotline, code=code)
    try:
        order, number, until = signing.loads(ticket, salt=SALT)
    except signing.BadSignature:
        return _boxes(request, hotline, "", OVER, 410)
    if datetime.fromisoformat(until) < now():
        return _boxes(request, hotline, number, OVER, 410)
    seen = progress.of(hotline, order)
    return render(request, "public/progress.html", {"title": "办理进度", "hotline": hotline, "seen": seen})


def _boxes(
    request: HttpRequest, hotline: Hotline, number: str, sentence: str = "", status: int = 200
) -> HttpResponse:
    context = {"title": "查询办理进度", "hotline": hotline, "number": number, "sentence": sentence}
    return render(request, "public/follow.html", context, status=status)
