"""The open parameters: what the rule leaves open, what was set, since when, by whom (A-3, G-4)."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.kernel.refusals import NotThere, Refused
from hengxian.people import roles
from hengxian.records.edition import pack
from hengxian.records.parameter_types import place_of, shown
from hengxian.records.parameters import SETTERS, history, of_site, set_value, setters, settings_on
from hengxian.standard.model.parameters import UNSET_MARK, Parameter
from hengxian.web.acting.asking import Question
from hengxian.web.acting.filling import fill, marks
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in

ADMINISTRATORS = frozenset({"system_administrator", "security_administrator", "audit_administrator"})
LONG = ("list", "table", "rule", "text")


@require_safe
@signed_in
def parameters(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """All of them: value in force, or what waits for one."""
    _admit(visitor)
    found = settings_on(visitor.at)
    rows = [(each, found[each.id], place_of(each)) for each in of_site(pack(), settings.HENGXIAN_SITE)]
    context = {
        "title": "参数",
        "rows": rows,
        "mark": UNSET_MARK,
        "visitor": visitor,
        "may_set": bool(visitor.actor.roles & SETTERS),
    }
    return render(request, "acting/parameters.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def parameter(request: HttpRequest, visitor: Visitor, id: str) -> HttpResponse:
    """One: its history, and the form for whoever may set it."""
    _admit(visitor)
    if id not in pack().parameters:
        raise NotThere("没有这个参数")
    wanted = pack().parameters[id]
    choices = (
        {"value": [(role.id, role.name) for role in roles.of_site(settings.HENGXIAN_SITE)]}
        if wanted.type == "role"
        else {}
    )
    filling = fill(request, _asked(wanted), choices)
    refused = None
    if filling.is_whole:
        try:
            _set(wanted, filling.facts, visitor)
            messages.success(request, f"已设定“{wanted.name}”")
            return redirect(reverse(f"{visitor.door}:parameter", args=[id]))
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    context = {
        "title": wanted.name,
        "parameter": wanted,
        "place": place_of(wanted),
        "mark": UNSET_MARK,
        "visitor": visitor,
        "setters": setters(),
        "history": [(row, shown(wanted, row.value)) for row in history(id)],
        "may_set": bool(visitor.actor.roles & SETTERS),
        "refused": refused,
        "button": "设定",
        **filling.shown(filling.errors or marks(refused, filling)),
    }
    status = refused.http if refused else 422 if filling.errors else 200
    return render(request, "acting/parameter.html", context, status=status)


def _admit(visitor: Visitor) -> None:
    if visitor.is_client or visitor.actor.roles <= ADMINISTRATORS:
        raise NotThere("没有这个页面")


def _asked(wanted: Parameter) -> tuple[Question, ...]:
    types = {"yes_no": "choice", "role": "choices", "choice": "choice"} | dict.fromkeys(LONG, "long_text")
    options = {"yes_no": ("是", "否")}.get(wanted.type, ())
    note = {"list": "每行一项", "table": "每行一条，各格用“|”隔开"}.get(wanted.type, "")
    suggestion = f"参考：{wanted.suggestion}（{wanted.basis}）" if wanted.suggestion else wanted.basis
    return (
        Question("value", "取值", types.get(wanted.type, "text"), options=options, note=note, unit=""),
        Question("basis", "依据", "long_text", note=suggestion),
        Question("in_force_from", "自何日起", "date", required=False, note="不填即自今日起；不能早于今日"),
    )


def _set(wanted: Parameter, facts: Mapping[str, Any], visitor: Visitor) -> None:
    value = facts["value"]
    set_value(
        wanted.id,
        " ".join(value) if isinstance(value, tuple) else value,
        by=visitor.actor,
        at=visitor.at,
        basis=facts["basis"],
        in_force_from=facts["in_force_from"],
    )
