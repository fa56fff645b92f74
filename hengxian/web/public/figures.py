"""Figures for citizens: what a hotline made public, with counts and definitions, and no number too small (11.3.1.2)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hengxian.hotline.disclosing.drafting import public_tables
from hengxian.hotline.models import Disclosure, Hotline

SHOWN = 24


@login_not_required
@require_safe
def figures(request: HttpRequest, code: str) -> HttpResponse:
    """The disclosures in force, newest first; what was hidden does not reach the page."""
    line = get_object_or_404(Hotline, code=code)
    found = Disclosure.objects.filter(hotline=line, status="已公开").order_by("-until", "-pk")[:SHOWN]
    shown = [{"record": each, "tables": public_tables(each.tables)} for each in found]
    return render(
        request, "public/figures.html", {"title": f"{line.name} 运行公告", "hotline": line, "shown": shown}
    )
