"""What has to be done before anything else is reached: own password, second factor, undertaking (L8, G-10)."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from hengxian.kernel.refusals import NotAllowed
from hengxian.people import undertakings
from hengxian.people.models import Account
from hengxian.web.components.errors import bad_request, refusal_page

# The address names of what is owed, and what the account is told.
OWED = {
    "account_change_password": "须先更换初始密码",
    "mfa_activate_totp": "须先启用动态口令（第二因素）",
    "entrance:undertaking": "须先签署保密承诺书",
}
OPEN = ("/account/", settings.STATIC_URL)
API = "/api/"


class PlainWordsMiddleware:
    """Turns away U+0000, which nobody types and PostgreSQL keeps in no text: 400 instead of an accident."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's way of chaining."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Looks at addresses, and at forms; a view without forms reads its own body."""
        asked = "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.path
        has_form = request.method == "POST" and not getattr(view, "csrf_exempt", False)
        said = has_form and any("\0" in each for _, values in request.POST.lists() for each in values)
        return bad_request(request) if asked or said else None


class SignedInMiddleware(LoginRequiredMiddleware):
    """No page answers a stranger unless it says so itself; the API asks for a token and answers 401."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Send a stranger to the sign-in page; part of a page says so in its place, and what is typed stays.

        Whoever sent a form comes back to the page that it stands on.
        """
        if request.path.startswith(API):
            return None
        stranger = super().process_view(request, view, args, kwargs)
        if stranger is None:
            return None
        if request.headers.get("HX-Request"):
            address = _sign_in(request, request.headers.get("HX-Current-URL", ""))
            return render(request, "entrance/signed_out.html", {"address": address}, status=403)
        if request.method not in {"GET", "HEAD"}:
            return redirect(_sign_in(request, request.headers.get("Referer", "")))
        return stranger


def _sign_in(request: HttpRequest, came_from: str) -> str:
    """The sign-in page, which leads back to a page of this site."""
    page = urlsplit(came_from)
    back = page.path if page.netloc == request.get_host() else "/"
    return f"{reverse('account_login')}?{urlencode({'next': back})}"


class EntranceMiddleware:
    """Sends an account that owes something to the page where it is done; nothing else answers until then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's way of chaining."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or send elsewhere first."""
        if request.path.startswith(OPEN) or not isinstance(request.user, Account):
            return self.get_response(request)
        name = owed(request.user)
        if not name:
            return self.get_response(request)
        if request.method == "GET" and not request.headers.get("HX-Request"):
            return redirect(name)
        refused = refusal_page(request, NotAllowed(OWED[name]))
        refused["HX-Redirect"] = reverse(name)
        return refused


def owed(account: Account) -> str:
    """The address name of the first thing the account still has to do; empty when it may go on."""
    if account.must_change_password:
        return "account_change_password"
    if lacks_second_factor(account):
        return "mfa_activate_totp"
    return "entrance:undertaking" if undertakings.is_owed(account) else ""


def lacks_second_factor(account: Account) -> bool:
    """Whether the site demands one of this account and it has none."""
    demanded = settings.HENGXIAN_SECOND_FACTOR == "staff" and account.is_staff()
    totp = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP)
    return demanded and not totp.exists()
