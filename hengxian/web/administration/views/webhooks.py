"""Pages of webhooks, for the system administrator: registering, switching, a test, and what was answered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hengxian.journal.acting import perform
from hengxian.journal.actor import Actor
from hengxian.journal.models import Entry
from hengxian.journal.receipts import once
from hengxian.kernel.refusals import NotThere
from hengxian.records.models import Delivery, Webhook
from hengxian.records.outbox.signing import secret_of
from hengxian.records.webhooks import registering
from hengxian.records.webhooks.events import kinds
from hengxian.records.webhooks.lifecycle import WEBHOOK
from hengxian.web.administration.acts import Facts
from hengxian.web.administration.apps import KEEPING
from hengxian.web.administration.views.asking import form_page
from hengxian.web.administration.visitor import for_roles
from hengxian.web.administration.words import spoken
from hengxian.web.components.tables import Row, Table, page
from hengxian.web.components.templatetags.kit import instant

REGISTER = WEBHOOK.row("register")


@require_safe
@for_roles(KEEPING)
def webhooks(request: HttpRequest, by: Actor) -> HttpResponse:
    """All of them, the newest first."""
    rows = [
        Row(
            (each.name, each.address, _named(each), each.status, each.failures),
            reverse("administration:webhook", args=[each.pk]),
        )
        for each in Webhook._default_manager.order_by("-pk")
    ]  # fmt: skip
    columns = ("用途", "接收地址", "推送的对象", "状态", "连续失败次数")
    table = Table(columns, rows, "事项推送", "还没有登记推送地址")
    return render(request, "administration/webhooks.html", {"title": "事项推送", "table": table})


@require_http_methods(["GET", "POST"])
@for_roles(KEEPING)
def registration(request: HttpRequest, by: Actor) -> HttpResponse:
    """A new webhook; the answer to the form shows its secret, and no page ever again."""
    at = timezone.localtime()
    key = request.POST.get("key", "")[:80]

    def answer(facts: Facts) -> HttpResponse:
        made = once(key, by=by, at=at, make=lambda: registering.register(**facts, by=by, at=at))
        return _with_secret(request, made)

    context = {"title": REGISTER.label, "button": "登记", "back": reverse("administration:webhooks")}
    choices = {"kinds": list(kinds().items())}
    return form_page(request, REGISTER.asks, choices, answer, {**context, "crumb": "事项推送"})


@require_safe
@for_roles(KEEPING)
def webhook(request: HttpRequest, by: Actor, pk: int) -> HttpResponse:
    """One webhook: what may be done, and each delivery with its answer."""
    found = _found(pk)
    shown = page(found.deliveries.all(), ("-pk",), request.GET.get("after", ""))
    columns = ("列入", "事项", "日志序号", "状态", "已试次数", "最近一次", "状态码", "回答")
    pager = {
        "first": "?" if request.GET.get("after") else "",
        "next": f"?after={shown.after}" if shown.after else "",
    }
    context = {
        "title": f"推送地址 {found.name}",
        "webhook": found,
        "kinds": _named(found),
        "acts": [row for row in WEBHOOK.moves_from(found.state) if set(row.by) & by.roles],
        "table": Table(columns, [_row(each) for each in shown.items], "推送记录", "还没有推送过", pager),
        "entries": spoken(Entry.objects.filter(story=found.story).order_by("-sequence")[:100]),
    }
    return render(request, "administration/webhook.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(KEEPING)
def webhook_act(request: HttpRequest, by: Actor, pk: int, verb: str) -> HttpResponse:
    """One act of its table: the form, or the doing."""
    found = _found(pk)
    row = next((each for each in WEBHOOK if each.verb == verb and set(each.by) & by.roles), None)
    if row is None or row is REGISTER:
        raise NotThere("没有这个页面")

    def answer(facts: Facts) -> HttpResponse:
        perform(found, verb, by=by, at=timezone.localtime(), **facts)
        if verb == "renew":
            return _with_secret(request, found)
        messages.success(request, f"已{row.label}")
        return redirect("administration:webhook", pk)

    context = {
        "title": f"{row.label}：{found.name}",
        "button": row.label,
        "danger": verb == "switch_off",
        "back": reverse("administration:webhook", args=[pk]),
        "crumb": "事项推送",
    }
    return form_page(request, row.asks, {}, answer, context)


@require_POST
@for_roles(KEEPING)
def webhook_test(request: HttpRequest, by: Actor, pk: int) -> HttpResponse:
    """Send one message now and say what was answered."""
    trial = registering.test(_found(pk), by=by, at=timezone.localtime())
    told = f"{trial.status or ''} {trial.answer}".strip() or "没有内容"
    if trial.taken_at:
        messages.success(request, f"测试已送达，回答：{told}")
    else:
        messages.error(request, f"测试未送达：{told}")
    return redirect("administration:webhook", pk)


def _with_secret(request: HttpRequest, webhook: Webhook) -> HttpResponse:
    context = {"title": "签名密钥", "webhook": webhook, "secret": secret_of(webhook.salt)}
    answer = render(request, "administration/webhook_secret.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _named(webhook: Webhook) -> str:
    labels = kinds()
    return "、".join(labels.get(kind, kind) for kind in webhook.kinds)


def _row(each: Delivery) -> Row:
    return Row(
        (
            instant(each.made_at), each.event, each.sequence or "", each.standing, each.tries,
            instant(each.tried_at) if each.tried_at else "", each.status or "", each.answer,
        )
    )  # fmt: skip


def _found(pk: int) -> Webhook:
    found = Webhook._default_manager.filter(pk=pk).first()
    if found is None:
        raise NotThere("没有这个推送地址")
    return found
