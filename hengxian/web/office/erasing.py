"""Erasing personal data from records: asked for by one person with a reason, approved by the head (G-14)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from hengxian.journal.conditions import standing
from hengxian.journal.erasing import approve_erasure, propose_erasure, withdraw_erasure
from hengxian.journal.models import Recorded
from hengxian.journal.models.erasure import Erasure
from hengxian.journal.verifying import erasures as erased
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.web.acting.asking import Question
from hengxian.web.acting.filling import Filling, fill, marks
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.offers import is_open_to
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.certifying.slices.body import ERASERS

# Which columns of which records may hold personal data that somebody asks to have erased.
ERASABLE = {
    "complaint": {"contact": "联系方式", "text": "内容"},
    "organisation": {"phone": "电话"},
    "application": {"form": "申请书全部内容"},
}
ASKED = (
    Question("number", "记录编号", "text", note="投诉、申请的编号，或组织的名称"),
    Question("data_kinds", "要清除的个人信息种类", "text", note="如：姓名、电话"),
    Question("reason", "理由", "long_text", clause="个人信息保护法第四十七条"),
    Question(
        "retained_until", "法律要求保存至", "date", required=False, note="没有规定的不填；期满前不能批准"
    ),
)


@require_http_methods(["GET", "POST"])
@signed_in
def erasures(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What is asked to go, what has gone, and the form to ask."""
    if not visitor.actor.roles & ERASERS:
        raise NotThere("没有这个页面")
    choices = {"columns": [(f"{kind}.{name}", _label(kind, name)) for kind, name in _columns(visitor)]}
    asked = (Question("columns", "要清除的栏目", "choice"), *ASKED)
    filling = fill(request, asked, choices)
    refused = None
    if filling.is_whole:
        try:
            _propose(filling, visitor)
            messages.success(request, "已申请清除，由机构负责人批准")
            return redirect(reverse("office:erasures"))
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    context = {
        "title": "清除个人信息",
        "waiting": [_shown(each, visitor) for each in Erasure.objects.filter(status="已申请").order_by("pk")],
        "erased": erased(),
        "may_ask": bool(visitor.actor.roles & set(Erasure.lifecycle.row("propose").by))
        and choices["columns"],
        "refused": refused,
        "button": "申请清除",
        **filling.shown(filling.errors or marks(refused, filling)),
    }
    status = refused.http if refused else 422 if filling.errors else 200
    return render(request, "office/erasures.html", context, status=status)


@require_POST
@signed_in
def decide(request: HttpRequest, visitor: Visitor, pk: int, verb: str) -> HttpResponse:
    """Approve, or take back."""
    erasure = Erasure.objects.filter(pk=pk).first()
    if erasure is None or not visitor.actor.roles & ERASERS or verb not in ("approve", "withdraw"):
        raise NotThere("没有这个申请")
    said: dict[str, Any] = {"by": visitor.actor, "at": visitor.at, "version": _version(request)}
    if verb == "approve":
        approve_erasure(erasure, **said)
        messages.success(request, "已清除，日志留有标记")
    else:
        withdraw_erasure(erasure, **said, reason=request.POST.get("reason", ""))
        messages.success(request, "已撤回申请")
    return redirect(reverse("office:erasures"))


def _propose(filling: Filling, visitor: Visitor) -> Erasure:
    kind, _, column = str(filling.facts["columns"]).partition(".")
    record = _record(kind, str(filling.facts["number"]).strip(), visitor)
    return propose_erasure(
        record, (column,), by=visitor.actor, at=visitor.at, reason=filling.facts["reason"],
        data_kinds=filling.facts["data_kinds"], retained_until=filling.facts["retained_until"] or None,
    )  # fmt: skip


def _record(kind: str, number: str, visitor: Visitor) -> Recorded:
    column = KINDS[kind].title
    found: Recorded | None = KINDS[kind].seen_by(visitor).filter(**{column: number}).first()
    if found is None:
        raise NotThere(f"没有编号或名称为“{number}”的{KINDS[kind].label}")
    return found


def _columns(visitor: Visitor) -> list[tuple[str, str]]:
    found = []
    for kind, names in ERASABLE.items():
        try:
            KINDS[kind].seen_by(visitor)
        except NotThere:
            continue
        found += [(kind, name) for name in names]
    return found


def _label(kind: str, column: str) -> str:
    return f"{KINDS[kind].label}：{ERASABLE[kind].get(column, column)}"


def _shown(erasure: Erasure, visitor: Visitor) -> dict[str, Any]:
    ties = standing(erasure, visitor.actor)
    rows = {verb: Erasure.lifecycle.row(verb) for verb in ("approve", "withdraw")}
    labels = [
        _label(erasure.object_kind, name) for name in erasure.columns if erasure.object_kind in ERASABLE
    ]
    return {
        "erasure": erasure,
        "columns": "、".join(labels) or "、".join(erasure.columns),
        "may": {verb: is_open_to(row, visitor, ties) for verb, row in rows.items()},
    }


def _version(request: HttpRequest) -> int | None:
    told = request.POST.get("version", "")
    return int(told) if told.isdecimal() and len(told) < 10 else None
