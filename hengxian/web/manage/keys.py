"""Access keys of switches, gateways and Open311 clients: made, shown once, ended (B-1, R3.2)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from hengxian.hotline import postings
from hengxian.hotline.intake import access
from hengxian.hotline.models import AccessKey, Channel, Hotline
from hengxian.kernel.lifecycle import Ask
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.components.forms.fields import fields
from hengxian.web.components.forms.reading import read
from hengxian.web.entrance.refusing import note

ASKS = (
    Ask("hotline", "热线", "choice"),
    Ask("name", "接入方", note="谁的程序，例如“短信平台”"),
    Ask("purpose", "用途", "choice"),
    Ask("channel", "渠道", "choice", required=False, note="短信及媒体网关必选"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def keys(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """All keys of his hotlines, and the form; a new key's text stands on the answer to the form and nowhere else."""
    own = Hotline._default_manager.filter(pk__in=postings.hotlines_of(visitor.actor.person)).order_by("pk")
    choices = {
        "hotline": [(str(each.pk), each.name) for each in own],
        "purpose": AccessKey.PURPOSES,
        "channel": [choice for choice in Channel.choices if choice[0] != Channel.PHONE],
    }
    context = {
        "title": "接入密钥", "visitor": visitor, "fields": fields(ASKS, choices=choices),
        "keys": AccessKey._default_manager.filter(hotline__in=own).select_related("hotline").order_by("-pk"),
    }  # fmt: skip
    if request.method == "POST":
        found = read(ASKS, request.POST, choices=choices)
        context["fields"] = fields(ASKS, post=request.POST, errors=found.errors, choices=choices)
        context["errors"] = found.errors
        if not found.errors:
            context |= _made(request, visitor, own.get(pk=found.facts["hotline"]), found.facts)
    status = 422 if context.get("errors") or context.get("refused") else 200
    answer = render(request, "manage/keys.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@signed_in
def end(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Stop one."""
    key = AccessKey._default_manager.filter(
        pk=pk, hotline__in=postings.hotlines_of(visitor.actor.person)
    ).first()
    if key is None:
        raise NotThere("没有这个接入密钥")
    access.end(key, by=visitor.actor, at=visitor.at)
    messages.success(request, f"已停用：{key.name}")
    return redirect("manage:keys")


def _made(
    request: HttpRequest, visitor: Visitor, hotline: Hotline, facts: dict[str, str]
) -> dict[str, object]:
    try:
        _, text = access.make(
            hotline, facts["name"], facts["purpose"], by=visitor.actor, at=visitor.at, channel=facts["channel"] or ""
        )  # fmt: skip
    except Refused as refused:
        note(request, refused)
        return {"refused": refused}
    return {"text": text}
