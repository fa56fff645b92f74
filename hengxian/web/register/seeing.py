"""What every page begins with: being up to date, knowing the time, and not being asked too often."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec
from urllib.parse import unquote_plus

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from hengxian.web.register.index.catching_up import Reading, catch_up
from hengxian.web.register.models import Paper

P = ParamSpec("P")
MINUTE = 60
COPY = "copied_for"
"""The attribute of a request under which a static copy is made; it holds what was seen when the copy began."""


@dataclass(frozen=True)
class Seen:
    """The instant of the request and how current the index is at it."""

    at: datetime
    reading: Reading

    @property
    def today(self) -> date:
        """The day in China, by which validity is read."""
        return timezone.localdate(self.at)


View = Callable[Concatenate[HttpRequest, Seen, P], HttpResponseBase]
Plain = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def fresh(view: View[P]) -> Plain[P]:
    """A view that answers from what has been published up to this moment (8.4.2)."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if "\0" in unquote_plus(request.get_full_path()):
            raise Http404  # PostgreSQL holds no such text, so nothing can be found under it
        if copied := getattr(request, COPY, None):
            return view(request, copied, *args, **kwargs)
        anchor = getattr(settings, "HENGXIAN_FACTS_KEY", "")
        reading = catch_up(Path(settings.HENGXIAN_FACTS), anchor)
        return view(request, Seen(timezone.now(), reading), *args, **kwargs)

    return answer


def limited(name: str, times: int) -> Callable[[View[P]], View[P]]:
    """A view that answers one address so many times a minute, then 429 with when to come back (E-1).

    The address is kept only as a digest, and only for that minute.
    """

    def limit(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(
            request: HttpRequest, seen: Seen, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if not hasattr(request, COPY) and _is_too_often(request, name, times):
                response = page(request, seen, "register/too_often.html", {}, status=429)
                response["Retry-After"] = str(MINUTE)
                return response
            return view(request, seen, *args, **kwargs)

        return answer

    return limit


def page(
    request: HttpRequest, seen: Seen, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page with what all pages show: the body's name and how current the page is."""
    profile = Paper.objects.filter(kind="body", name="latest").first()
    body = profile.body if profile else {}
    shared = {
        "seen": seen,
        "body": body,
        "body_name": body.get("name", ""),
        "site_name": getattr(settings, "HENGXIAN_SITE_NAME", "认证证书公示"),
        "is_demo": getattr(settings, "HENGXIAN_DEMO", False),
        "is_copy": hasattr(request, COPY),
    }
    return render(request, template, {**shared, **context}, status=status)


def _is_too_often(request: HttpRequest, name: str, times: int) -> bool:
    """Counts from the first request of an address; the count is forgotten a minute later."""
    salted = f"{settings.SECRET_KEY}\n{_address_of(request)}\n{name}"
    key = "often-" + hashlib.sha256(salted.encode()).hexdigest()[:32]
    cache.add(key, 0, timeout=MINUTE)
    try:
        return cache.incr(key) > times
    except ValueError:  # forgotten between the two calls
        return False


def _address_of(request: HttpRequest) -> str:
    """Who asks: behind so many proxies of ours, the address the outermost of them saw; else the peer's."""
    proxies = getattr(settings, "HENGXIAN_PROXIES", 0)
    passed = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    if proxies and len(passed) >= proxies:
        return str(passed[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))
