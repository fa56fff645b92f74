"""The worker that keeps on-site pages for a tablet without a network: one script, answered for the whole site."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
@login_not_required
def worker(request: HttpRequest, door: str) -> HttpResponse:
    """The script; it holds nothing of anybody.

    Its scope is the whole site, because it has to see the sign-in page to forget what another person kept.
    """
    place = finders.find("office/worker.js")
    assert isinstance(place, str)
    with open(place, encoding="utf-8") as script:
        answer = HttpResponse(script.read(), content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/"
    answer["Cache-Control"] = "no-cache"
    return answer
