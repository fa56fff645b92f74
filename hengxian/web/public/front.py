"""The first page for citizens: which hotlines there are."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hengxian.hotline.models import Hotline


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The hotlines with their numbers and hours."""
    hotlines = Hotline.objects.order_by("pk")
    return render(request, "public/front.html", {"title": "政府热线", "hotlines": hotlines})
