"""Help made from what the product obeys: how it goes, who does what, what the words mean."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hengxian.kernel.lifecycle import Lifecycle, Move
from hengxian.people import roles
from hengxian.records.edition import pack
from hengxian.standard.model.rule import Term
from hengxian.web.acting.domain import here


@login_required
@require_safe
def lifecycles(request: HttpRequest) -> HttpResponse:
    """Every table of acts, in words."""
    tables = [(lifecycle, [_row(lifecycle, move) for move in lifecycle]) for lifecycle in here().lifecycles]
    return render(request, "acting/lifecycles.html", {"title": "办理流程", "tables": tables})


@login_required
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """The eight terms of chapter 3 as printed, and the roles."""
    here_granted = roles.of_site(settings.HENGXIAN_SITE)
    context = {"title": "术语与角色", "terms": terms(), "roles": here_granted, "rule": pack().rule}
    return render(request, "acting/words.html", context)


def terms() -> tuple[Term, ...]:
    """Chapter 3."""
    return pack().rule.terms


def _row(lifecycle: Lifecycle, move: Move) -> dict[str, object]:
    return {
        "label": move.label,
        "sources": "、".join("（新建）" if str(source) == "—" else str(source) for source in move.sources),
        "targets": " 或 ".join(_target(str(target)) for target in move.targets),
        "by": "、".join(_who(name) for name in move.by),
        "asks": "、".join(ask.label + ("" if ask.required else "（可不填）") for ask in move.asks),
        "apart": "、".join(dict.fromkeys(_apart(name) for name in move.apart)),
        "clause": move.clause,
        "kind": move.kind,
    }


def _target(text: str) -> str:
    status, _, marker = text.partition("+")
    if status != "=":
        return text
    return {"": "不变", "-": "去掉标记"}.get(marker, f"加标记“{marker}”")


def _who(name: str) -> str:
    return roles.role(name).name if roles.is_known(name) else here().duties.get(name, name)


def _apart(name: str) -> str:
    kind, dot, verb = name.partition(".")
    if not dot:
        return here().ties.get(name, name)
    labels = {
        (lifecycle.kind, move.verb): move.label for lifecycle in here().lifecycles for move in lifecycle
    }
    return f"做过“{labels.get((kind, verb), verb)}”的人"
