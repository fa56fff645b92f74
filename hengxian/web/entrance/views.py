"""Pages of the entrance: the index, one's own account, the undertaking."""

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.people import appointing, roles, safety, undertakings
from hengxian.people.models import Account, Grant
from hengxian.web.components import menu
from hengxian.web.entrance.gates import lacks_second_factor


class SignInView(LoginView):  # type: ignore[misc]  # allauth is untyped
    """Signing in; the demo's index fills the user name in (`?as=`)."""

    def get_initial(self) -> dict[str, str]:
        """The user name, if the address gives one."""
        return {"login": self.request.GET.get("as", "")}


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Who may sign in where; whoever is signed in goes on to the first page of his menu."""
    if isinstance(request.user, Account):
        lines = [line for _, group in menu.shown_to(menu.held_by(request.user), "") for line in group]
        return redirect(lines[0].url)
    accounts = Account.objects.filter(is_active=True).order_by("pk") if settings.HENGXIAN_DEMO else []
    context = {
        "title": settings.HENGXIAN_SITE_NAME,
        "accounts": [(account, _role_names(account)) for account in accounts],
        "password": settings.HENGXIAN_DEMO_PASSWORD,
        "ways": f"entrance/ways/{settings.HENGXIAN_SITE}.html",
        "site_id": settings.HENGXIAN_SITE,
    }
    return render(request, "entrance/index.html", context)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own account: roles in words, what protects it."""
    account = request.user
    assert isinstance(account, Account)  # strangers do not get past SignedInMiddleware
    context = {
        "title": "我的账号",
        "roles": [role for role in roles.ROLES if role.id in account.roles()],
        "grants": Grant.objects.filter(account=account).order_by("pk"),
        "undertaking": account.undertakings.filter(text_digest=undertakings.digest()).first(),
        "lacks_second_factor": lacks_second_factor(account),
        "safety": safety.printed(),
    }
    return render(request, "entrance/mine.html", context)


@require_http_methods(["GET", "POST"])
def undertaking(request: HttpRequest) -> HttpResponse:
    """Reading the undertaking and agreeing to it."""
    account = request.user
    assert isinstance(account, Account)  # strangers do not get past SignedInMiddleware
    agreed = request.POST.get("agreed") == "yes"
    if request.method == "POST" and agreed:
        digest = request.POST.get("digest", "")
        appointing.sign_undertaking(account, digest, by=account.as_actor(), at=timezone.localtime())
        messages.success(request, "已签署保密承诺书")
        return redirect("entrance:index")
    context = {
        "title": "保密承诺书",
        "text": undertakings.text().partition("\n")[2],  # its first line is the title
        "digest": undertakings.digest(),
        "is_owed": undertakings.is_owed(account),
        "error": "请勾选确认" if request.method == "POST" else "",
    }
    return render(request, "entrance/undertaking.html", context, status=422 if context["error"] else 200)


def _role_names(account: Account) -> str:
    held = account.roles()
    return "、".join(role.name for role in roles.ROLES if role.id in held) or "未授予角色"
