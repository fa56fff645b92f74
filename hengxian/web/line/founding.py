"""热线 of the site, for its administrators; another one is registered by the security administrator (R3.1, R3.3)."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.hotline import opening
from hengxian.hotline.models import Hotline, Posting
from hengxian.journal.actor import Actor
from hengxian.journal.receipts import once
from hengxian.kernel.lifecycle import Ask
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.people.models import Account, Organisation
from hengxian.web.acting.asking import question
from hengxian.web.acting.filling import fill, marks
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import now
from hengxian.web.components import menu
from hengxian.web.components.tables import Row, Table

SEEING = frozenset({"system_administrator", "security_administrator"})
OPENING = frozenset({"security_administrator"})
ASKS = (
    Ask("name", "热线名称"),
    Ask("number", "热线号码"),
    Ask("code", "简称代号", note="用于公众网页的地址，英文字母、数字、- 或 _，登记后不变"),
    Ask("place", "所在地区"),
    Ask("provider", "提供者", "choice", required=False, note="不在列的，空着，在下面写明名称"),
    Ask("new_provider", "新的提供者名称", required=False),
    Ask("operator", "运行机构", "choice", required=False, note="由提供者自己运行的空着"),
    Ask("hours", "服务时间", required=False, clause="10.1.2.1"),
    Ask("founded_on", "开通日期", "date"),
    Ask(
        "managers", "热线管理人员", "choices", note="两名以上；先由系统管理员开立账号，并授予热线管理人员角色"
    ),
)
menu.add(menu.Entry("热线", "headset", "hotlines", "管理", SEEING, 4, site="hotline"))


@require_safe
def hotlines(request: HttpRequest) -> HttpResponse:
    """Every hotline of the site, and how many people work for each."""
    by = _administrator(request, SEEING)
    rows = [
        Row((
            each.name, each.number, each.code, each.place, each.provider.name,
            each.operator.name if each.operator else "提供者自己", each.founded_on.isoformat(),
            Posting.objects.filter(hotline=each, ended_at=None).values("person").distinct().count(),
        ))
        for each in Hotline._default_manager.select_related("provider", "operator").order_by("pk")
    ]  # fmt: skip
    columns = ("热线名称", "热线号码", "简称代号", "所在地区", "提供者", "运行机构", "开通日期", "在岗人数")
    table = Table(columns, rows, "热线", "还没有热线")
    context = {"title": "热线", "table": table, "may_open": bool(by.roles & OPENING)}
    return render(request, "line/hotlines.html", context)


@require_http_methods(["GET", "POST"])
def registration(request: HttpRequest) -> HttpResponse:
    """Another hotline: the form, or its registering."""
    by, at = _administrator(request, OPENING), now()
    filling = fill(request, [question(ask) for ask in ASKS], _choices())
    refused: Refused | None = None
    if filling.is_whole:
        try:
            made = once(filling.key, by=by, at=at, make=lambda: _opened(filling.facts, by, at))
            messages.success(request, f"已登记热线 {made.name}；人员由其管理人员在“单位与岗位”安排")
            return redirect("hotlines")
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    context = {
        "title": "登记热线", **filling.shown(filling.errors or marks(refused, filling)), "refused": refused,
        "button": "登记热线", "back": reverse("hotlines"),
    }  # fmt: skip
    status = refused.http if refused else 422 if filling.errors else 200
    return render(request, "acting/plain_form.html", context, status=status)


@transaction.atomic
def _opened(facts: Mapping[str, Any], by: Actor, at: Any) -> Hotline:
    chosen = Organisation.objects.filter(pk=facts["provider"] or 0).first()
    provider = chosen or opening.provider_called(facts["new_provider"] or "", by=by, at=at)
    said = {name: (facts[name] or "").strip() for name in ("name", "number", "code", "place", "hours")}
    hotline = Hotline(
        provider=provider, operator_id=int(facts["operator"]) if facts["operator"] else None,
        founded_on=facts["founded_on"], **said,
    )  # fmt: skip
    accounts = Account.objects.select_related("person").filter(pk__in=facts["managers"])
    return opening.open_hotline(hotline, list(accounts), by=by, at=at)


def _choices() -> dict[str, list[tuple[str, str]]]:
    organisations = [(str(each.pk), each.name) for each in Organisation.objects.order_by("name", "pk")]
    managers = [(str(each.pk), f"{each.display_name}（{each.username}）") for each in opening.candidates()]
    return {"provider": organisations, "operator": organisations, "managers": managers}


def _administrator(request: HttpRequest, allowed: frozenset[str]) -> Actor:
    account = request.user
    if not isinstance(account, Account) or not account.roles() & allowed:
        raise NotThere("没有这个页面")
    return account.as_actor()
