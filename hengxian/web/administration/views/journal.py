"""Pages of the journal, for the audit administrator: reading, checking the chain, what was refused."""

from itertools import islice
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hengxian.journal.actor import Actor
from hengxian.journal.models import Attempt, ChainHead, Entry
from hengxian.journal.verifying import faults
from hengxian.web.administration.apps import AUDITING
from hengxian.web.administration.visitor import for_roles
from hengxian.web.administration.words import spoken, verb
from hengxian.web.components.tables import Row, Table, page
from hengxian.web.components.templatetags.kit import instant

# What the audit administrator looks at most: the address parameter, and the verbs it stands for.
KINDS = {
    "": ("全部", ()),
    "reveals": ("查看明文", ("reveal",)),
    "exports": ("导出", ("export",)),
    "roles": ("角色与账号", ("grant", "withdraw", "lock", "unlock", "reset_sign_in", "open", "enrol")),
    "sign_ins": ("登录", ("sign_in", "change_password")),
}
FAULTS_SHOWN = 50


@require_safe
@for_roles(AUDITING)
def entries(request: HttpRequest, by: Actor) -> HttpResponse:
    """The journal, newest first, all of it or one kind of act."""
    kind = request.GET.get("kind", "")
    verbs = KINDS.get(kind, KINDS[""])[1]
    found = Entry.objects.filter(verb__in=verbs) if verbs else Entry.objects.all()
    shown = page(found, ("-sequence",), request.GET.get("after", ""))
    rows = [
        Row(
            (
                each.sequence,
                instant(each.at),
                each.actor,
                each.label,
                each.about,
                _change(each.from_state, each.to_state),
                each.reason,
            )
        )
        for each in spoken(shown.items)
    ]
    context = {
        "title": "日志",
        "kinds": [(name, label, name == kind) for name, (label, _) in KINDS.items()],
        "length": ChainHead.objects.get(pk=1).sequence,
        "table": Table(
            ("序号", "时间", "操作人", "操作", "对象", "状态", "理由"),
            rows,
            "日志",
            pager=_pager(request, shown.after),
        ),
    }
    return render(request, "administration/journal.html", context)


@require_POST
@for_roles(AUDITING)
def checking(request: HttpRequest, by: Actor) -> HttpResponse:
    """The check of the whole chain and of every record against it (G-1)."""
    found = list(islice(faults(), FAULTS_SHOWN))
    context = {
        "title": "日志校验",
        "faults": found,
        "length": ChainHead.objects.get(pk=1).sequence,
        "at": timezone.localtime(),
    }
    return render(request, "administration/check.html", context)


@require_safe
@for_roles(AUDITING)
def attempts(request: HttpRequest, by: Actor) -> HttpResponse:
    """Acts that were refused, and failed sign-ins."""
    shown = page(Attempt.objects.all(), ("-pk",), request.GET.get("after", ""))
    rows = [
        Row(
            (
                instant(each.at),
                each.actor,
                verb(each.object_kind, each.verb),
                f"{each.object_kind} {each.object_id}",
                each.sentence,
            )
        )
        for each in shown.items
    ]
    table = Table(
        ("时间", "操作人", "操作", "对象", "拒绝的原因"),
        rows,
        "被拒绝的操作",
        "没有被拒绝的操作",
        _pager(request, shown.after),
    )
    return render(request, "administration/attempts.html", {"title": "被拒绝的操作", "table": table})


def _change(source: str, target: str) -> str:
    return f"{source} → {target}" if target and source != target else ""


def _pager(request: HttpRequest, after: str) -> dict[str, str]:
    kept = {name: value for name, value in request.GET.items() if name != "after"}
    return {
        "first": "?" + urlencode(kept) if request.GET.get("after") else "",
        "next": "?" + urlencode({**kept, "after": after}) if after else "",
    }
