"""Following one's own request by its number and code (B-8)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengxian.hotline.intake import progress
from hengxian.hotline.models import Hotline
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.web.acting.visitor import now
from hengxian.web.public.places import place_of


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """The two boxes, and how the request stands; sent by POST, so that no code stands in a history."""
    hotline = get_object_or_404(Hotline, code=code)
    number = request.POST.get("number", request.GET.get("number", ""))[:30]
    context = {"title": "查询办理进度", "hotline": hotline, "number": number}
    if request.method != "POST":
        return render(request, "public/follow.html", context)
    try:
        at, who = now(), place_of(request)
        seen = progress.ask(hotline, number, request.POST.get("query_code", "")[:20], who=who, at=at)
    except Refused as refused:
        status = 422 if isinstance(refused, NotThere) else refused.http
        return render(request, "public/follow.html", context | {"sentence": str(refused)}, status=status)
    return render(request, "public/progress.html", context | {"seen": seen, "title": "办理进度"})
