"""Pages of accounts and roles, for the system and the security administrator."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.journal.actor import Actor
from hengxian.journal.models import Entry
from hengxian.journal.receipts import once
from hengxian.kernel.refusals import NotAllowed, NotThere
from hengxian.people import roles
from hengxian.people.models import Account, Grant, Organisation
from hengxian.web.administration.acts import ACTS, OPENING, AccountAct, Facts, offered, open_account
from hengxian.web.administration.apps import AUDITING
from hengxian.web.administration.apps import OPENING as OPENERS
from hengxian.web.administration.views.asking import form_page
from hengxian.web.administration.visitor import for_roles
from hengxian.web.administration.words import spoken
from hengxian.web.components.tables import Row, Table, page


@require_safe
@for_roles(OPENERS)
def accounts(request: HttpRequest, by: Actor) -> HttpResponse:
    """All accounts by user name."""
    shown = page(Account.objects.all(), ("username",), request.GET.get("after", ""))
    held = _roles_of(shown.items)
    rows = [
        Row(
            (
                each.username,
                each.display_name,
                str(each.organisation or "本机构"),
                held[each.pk],
                _standing(each),
            ),
            reverse("administration:account", args=[each.pk]),
        )
        for each in shown.items
    ]
    pager = {
        "first": "?" if request.GET.get("after") else "",
        "next": f"?after={shown.after}" if shown.after else "",
    }
    table = Table(("用户名", "姓名", "所属组织", "角色", "状态"), rows, "账号", "还没有账号", pager)
    return render(request, "administration/accounts.html", {"title": "账号", "table": table})


@require_safe
@for_roles(OPENERS)
def account(request: HttpRequest, by: Actor, pk: int) -> HttpResponse:
    """One account: its person's other accounts, its grants, what may be done, what happened."""
    found = _found(pk)
    context = {
        "title": f"账号 {found.username}",
        "account": found,
        "others": found.person.accounts.exclude(pk=pk),
        "grants": Grant.objects.filter(account=found).order_by("pk"),
        "acts": offered(found, by),
        "is_mine": found.person_id == by.person,
        "entries": spoken(Entry.objects.filter(story=f"account:{pk}").order_by("-sequence")[:100]),
    }
    return render(request, "administration/account.html", context)


@sensitive_post_parameters("password", "number")
@require_http_methods(["GET", "POST"])
@for_roles(OPENERS)
def opening(request: HttpRequest, by: Actor) -> HttpResponse:
    """Enrolling a person and opening his account."""
    at = timezone.localtime()
    key = request.POST.get("key", "")[:80]

    def answer(facts: Facts) -> HttpResponse:
        made = once(key, by=by, at=at, make=lambda: open_account(facts, by, at))
        messages.success(request, f"已开立账号 {made.username}；角色由安全管理员授予")
        return redirect("administration:account", made.pk)

    choices = {"organisation": [(str(o.pk), o.name) for o in Organisation.objects.order_by("name")]}
    context = {"title": "开立账号", "button": "开立", "back": reverse("administration:accounts")}
    return form_page(request, OPENING, choices, answer, context)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@for_roles(OPENERS)
def acting(request: HttpRequest, by: Actor, pk: int, verb: str) -> HttpResponse:
    """One act on an account: its form, or its doing."""
    found, act = _found(pk), _act(verb, by)

    def answer(facts: Facts) -> HttpResponse:
        act.do(found, facts, by, timezone.localtime())
        messages.success(request, f"已{act.label}")
        return redirect("administration:account", pk)

    context = {
        "title": f"{act.label}：{found.display_name}（{found.username}）",
        "button": act.label,
        "danger": act.is_grave,
        "back": reverse("administration:account", args=[pk]),
    }
    return form_page(request, act.asks, act.choices(found), answer, context)


def _act(verb: str, by: Actor) -> AccountAct:
    act = next((each for each in ACTS if each.verb == verb), None)
    if act is None:
        raise NotThere("没有这个页面")
    if act.by not in by.roles:
        raise NotAllowed(f"没有“{act.label}”的权限，须为：{roles.role(act.by).name}")
    return act


@require_safe
@for_roles(OPENERS | AUDITING)
def role_table(request: HttpRequest, by: Actor) -> HttpResponse:
    """The roles as people read them, and who holds each."""
    holders: dict[str, list[str]] = defaultdict(list)
    for grant in Grant.objects.filter(ended_at=None).select_related("account__person"):
        holders[grant.role].append(f"{grant.account.display_name}（{grant.account.username}）")
    shown = [(role, holders[role.id]) for role in roles.of_site(settings.HENGXIAN_SITE)]
    return render(request, "administration/roles.html", {"title": "角色", "roles": shown})


def _found(pk: int) -> Account:
    found = Account.objects.filter(pk=pk).first()
    if found is None:
        raise NotThere("没有这个账号")
    return found


def _roles_of(accounts: Iterable[Account]) -> dict[int, str]:
    names: dict[int, list[str]] = defaultdict(list)
    for given in Grant.objects.filter(account__in=list(accounts), ended_at=None).order_by("pk"):
        names[given.account_id].append(str(given))
    return defaultdict(lambda: "未授予", {pk: "、".join(found) for pk, found in names.items()})


def _standing(account: Account) -> dict[str, str]:
    return {"template": "components/standing.html", "status": "可登录" if account.is_active else "暂停登录"}
