"""短信网关: registered, shown with what it was handed, switched, tested (R3.2; docs/hotline/sms.md)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hengxian.hotline.actions import sms as acts
from hengxian.hotline.lifecycles.sms import SMS_GATEWAY, TYPES
from hengxian.hotline.models import Sms, SmsGateway
from hengxian.hotline.standing import at_hotline
from hengxian.journal.acting import perform
from hengxian.journal.receipts import once
from hengxian.kernel.lifecycle import Move
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.people.sights import may_see
from hengxian.records.outbox.signing import secret_of
from hengxian.records.privacy import masking
from hengxian.web.acting.asking import question
from hengxian.web.acting.filling import Filling, fill, marks
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.components.tables import Row, Table, page
from hengxian.web.components.templatetags.kit import instant
from hengxian.web.manage.lines import line_at, lines_of

REGISTER = SMS_GATEWAY.row("register")
COLUMNS = ("列入", "种类", "工单", "号码", "状态", "已试次数", "最近一次", "网关的回答")


@require_safe
@signed_in
def gateways(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Those of the hotline looked at, the newest first."""
    line = line_at(request, visitor)
    rows = [
        Row(
            (each.name, each.address, _named(each), each.status, each.failures),
            reverse("manage:sms_gateway", args=[each.pk]),
        )
        for each in _own(visitor).filter(hotline=line).order_by("-pk")
    ]
    columns = ("网关运营方", "网关地址", "发送的种类", "状态", "连续失败次数")
    table = Table(columns, rows, "短信网关", "还没有登记短信网关，短信不发送")
    context = {"title": "短信网关", "line": line, "lines": lines_of(visitor), "table": table}
    return render(request, "manage/sms_gateways.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def registration(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """A new gateway; the answer to the form shows its secret, and no page ever again."""
    line = line_at(request, visitor)

    def keep(filling: Filling) -> HttpResponse:
        by, at = visitor.actor, visitor.at
        made = once(
            filling.key, by=by, at=at, make=lambda: acts.register(line, by=by, at=at, **filling.facts)
        )
        return _with_secret(request, made)

    back = f"{reverse('manage:sms')}?hotline={line.pk}"
    return _form(request, REGISTER, f"{REGISTER.label}：{line.name}", back, {}, keep)


@require_safe
@signed_in
def gateway(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """One gateway: what may be done, and each message with how far it came, numbers masked."""
    found = _found(visitor, pk)
    rows = found.messages.select_related("caller", "order", "gateway")
    shown = page(rows, ("-pk",), request.GET.get("after", ""))
    pager = {
        "first": "?" if request.GET.get("after") else "",
        "next": f"?after={shown.after}" if shown.after else "",
    }
    duties = at_hotline(found.hotline_id, visitor.actor)
    context = {
        "title": f"短信网关 {found.name}", "gateway": found,
        "templates": [(label, found.templates.get(type_, "")) for type_, label in TYPES.items()],
        "receipts": request.build_absolute_uri(reverse("public:sms_receipts", args=[found.pk])),
        "acts": [row for row in SMS_GATEWAY.moves_from(found.state) if set(row.by) & duties],
        "table": Table(COLUMNS, [_row(each) for each in shown.items], "短信", "还没有短信", pager),
    }  # fmt: skip
    return render(request, "manage/sms_gateway.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def act(request: HttpRequest, visitor: Visitor, pk: int, verb: str) -> HttpResponse:
    """One act of its table: the form, or the doing."""
    found = _found(visitor, pk)
    row = next((each for each in SMS_GATEWAY if each.verb == verb and "line_manager" in each.by), None)
    if row is None or row is REGISTER:
        raise NotThere("没有这个页面")

    def keep(filling: Filling) -> HttpResponse:
        perform(found, verb, by=visitor.actor, at=visitor.at, version=filling.version, **filling.facts)
        if verb == "renew":
            return _with_secret(request, found)
        messages.success(request, f"已{row.label}")
        return redirect("manage:sms_gateway", pk)

    start = {f"template_{type_}": template for type_, template in found.templates.items()}
    back = reverse("manage:sms_gateway", args=[pk])
    context = {"version": found.version, "danger": verb == "switch_off"}
    return _form(request, row, f"{row.label}：{found.name}", back, start, keep, context)


@require_POST
@signed_in
def test(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Send a request without a number now, and say what was answered."""
    answer = acts.test(_found(visitor, pk), by=visitor.actor, at=visitor.at)
    told = f"{answer.status or ''} {answer.text}".strip() or "没有内容"
    if answer.is_taken:
        messages.success(request, f"网关已应答：{told}")
    else:
        messages.error(request, f"网关没有接受：{told}")
    return redirect("manage:sms_gateway", pk)


def _form(
    request: HttpRequest, row: Move, title: str, back: str, start: dict[str, Any], keep: Any,
    context: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    filling = fill(request, [question(ask) for ask in row.asks], {}, start)
    refused: Refused | None = None
    if filling.is_whole:
        try:
            answer: HttpResponse = keep(filling)
            return answer
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    shown = {
        "title": title, **filling.shown(filling.errors or marks(refused, filling)), "refused": refused,
        "button": row.label, "back": back, **(context or {}),
    }  # fmt: skip
    status = refused.http if refused else 422 if filling.errors else 200
    return render(request, "acting/plain_form.html", shown, status=status)


def _with_secret(request: HttpRequest, gateway: SmsGateway) -> HttpResponse:
    context = {"title": "签名密钥", "gateway": gateway, "secret": secret_of(gateway.salt)}
    answer = render(request, "manage/sms_secret.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _row(each: Sms) -> Row:
    return Row(
        (
            instant(each.made_at), each.get_type_display(), each.order.number if each.order else "",
            masking.mask_telephone(each.caller.telephone), each.standing, each.tries,
            instant(each.tried_at) if each.tried_at else "", f"{each.status or ''} {each.answer}".strip(),
        )
    )  # fmt: skip


def _named(gateway: SmsGateway) -> str:
    return "、".join(label for type_, label in TYPES.items() if gateway.templates.get(type_))


def _own(visitor: Visitor) -> Any:
    return may_see("sms_gateway", visitor.actor)


def _found(visitor: Visitor, pk: int) -> SmsGateway:
    found: SmsGateway | None = _own(visitor).filter(pk=pk).select_related("hotline").first()
    if found is None:
        raise NotThere("没有这个短信网关")
    return found
