"""The page of an act: its questions, what the person said, and why it was refused; and the page of a beginning."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hengxian.journal.conditions import standing
from hengxian.journal.models import Lived
from hengxian.kernel.lifecycle import Move, check_person
from hengxian.kernel.refusals import NotAllowed, NotNow, NotThere, Refused
from hengxian.web.acting import asking, attaching, panels
from hengxian.web.acting.beginnings import blank, start_for
from hengxian.web.acting.doing import act, start, was_done
from hengxian.web.acting.filling import Filling, fill, marks
from hengxian.web.acting.kinds import KINDS, Kind
from hengxian.web.acting.offers import offers
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.acting.warnings import warnings_for
from hengxian.web.acting.words import state_for
from hengxian.web.acting.work import is_of_his_roles
from hengxian.web.entrance.refusing import note

GRAVE = frozenset(
    {"withdraw", "decline", "refuse", "revoke", "deregister", "discard", "end_early", "suspend"}
)


@require_http_methods(["GET", "POST"])
@signed_in
def acting(request: HttpRequest, visitor: Visitor, kind: str, pk: int, verb: str) -> HttpResponse:
    """One act on a record: the form, or its doing."""
    sort = KINDS[kind]
    try:
        record = sort.one(visitor, pk)
    except NotThere:
        record = _taken_out_of_sight(request, visitor, sort, pk, verb)
    back = reverse(f"{visitor.door}:record", args=[kind, pk])
    answer = act_on(request, visitor, record, verb, sort.heading(record), back)
    if answer.status_code == 302 and not sort.seen_by(visitor).filter(pk=pk).exists():
        return redirect(
            f"{visitor.door}:desk"
        )  # the act gave it away: there is no page of it to come back to
    return answer


def _taken_out_of_sight(request: HttpRequest, visitor: Visitor, sort: Kind, pk: int, verb: str) -> Any:
    """The record of a form that comes too late: somebody's act took it out of this person's sight while he typed.

    NotThere unless he sends the form of an older version of a record that the act would be his to do on.
    """
    record = sort.model._default_manager.filter(pk=pk).first() if request.method == "POST" else None
    version = request.POST.get("version", "")
    if not isinstance(record, Lived) or not version.isdecimal() or int(version) >= record.version:
        raise NotThere(f"没有这个{sort.label}，或者您无权查看")
    try:
        check_person(_row(record, verb), visitor.actor.roles, standing(record, visitor.actor))
    except NotAllowed:
        raise NotThere(f"没有这个{sort.label}，或者您无权查看") from None
    return record


def act_on(
    request: HttpRequest, visitor: Visitor, record: Any, verb: str, heading: str, back: str
) -> HttpResponse:
    """The page of one act on a record that the person may see; `back` is where he came from."""
    row = _row(record, verb)
    if request.method == "POST" and was_done(record, verb, request.POST.get("key", "")[:80], visitor):
        return redirect(back)
    refused = _too_late(request, visitor, record, row)
    if (
        request.method != "POST"
    ):  # what was typed is not lost because somebody was faster: the act refuses itself
        record.lifecycle.check_state(verb, record.state)
    asked = asking.questions(row)
    asked = (*asked, *attaching.asked_for(asked, verb))
    filling = fill(
        request, asked, asking.choices(record, row, visitor), asking.prefilled(record, row, visitor)
    )
    keep = f"{record.kind}-{record.pk}-{verb}"
    if filling.is_whole and refused is None:
        try:
            act(record, row, filling.facts, visitor, key=filling.key, version=filling.version)
            return _done(request, f"已{row.label}", keep, back)
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
            record = type(record)._default_manager.get(pk=record.pk)
    barred = [offer.refusal for offer in offers(record, visitor) if offer.move.verb == verb]
    context = {
        "title": f"{row.label}：{heading}",
        "record": record,
        "state": state_for(record, is_client=visitor.is_client),
        "barred": "" if request.method == "POST" else "".join(barred),
        "version": record.version,
        "warnings": warnings_for(record, visitor),
        "panels": panels.shown(record, visitor, in_acts=True),
        "visitor": visitor,
        **_form(row, filling, refused, back, keep),
    }
    return render(request, "acting/act.html", context, status=_status(request, filling, refused))


def _too_late(request: HttpRequest, visitor: Visitor, record: Any, row: Move) -> Refused | None:
    """Why a form is refused that somebody's act took out of this person's hands while he typed: it keeps his words.

    NotAllowed for whoever had no business with the act in the first place.
    """
    try:
        check_person(row, visitor.actor.roles, standing(record, visitor.actor))
    except NotAllowed as refusal:
        version = request.POST.get("version", "")
        is_older = version.isdecimal() and len(version) < 10 and int(version) < record.version
        if request.method != "POST" or not is_older or not is_of_his_roles(row, visitor):
            raise
        return shown_in_form(request, NotNow(f"在您打开本页之后，{record.label}已由他人办理：{refusal}"))
    return None


@require_http_methods(["GET", "POST"])
@signed_in
def beginning(
    request: HttpRequest, visitor: Visitor, child: str, verb: str, kind: str = "", pk: int = 0
) -> HttpResponse:
    """Bringing a record into being, under the record `kind`:`pk` or under none."""
    parent = KINDS[kind].one(visitor, pk) if kind else None
    found = start_for(child, verb, parent, visitor)
    new = blank(found, parent, visitor)
    columns = tuple(asking.question(ask) for ask in found.beginning.columns)
    asked = (*columns, *asking.questions(found.move))
    asked = (*asked, *attaching.asked_for(asked, verb))
    choices = asking.choices(new, found.move, visitor, found.beginning.columns)
    filling = fill(request, asked, choices, asking.prefilled(new, found.move, visitor))
    where = [kind, pk] if kind else [child]
    back = reverse(f"{visitor.door}:{'record' if kind else 'list'}", args=where)
    keep = f"{kind}-{pk}-new-{child}-{verb}"
    refused = None
    if filling.is_whole:
        named = {column.id for column in columns}
        said = {name: value for name, value in filling.facts.items() if name in named}
        facts = {name: value for name, value in filling.facts.items() if name not in named}
        try:
            made = start(found, parent, blank(found, parent, visitor, said), facts, visitor, filling.key)
            address = reverse(f"{visitor.door}:record", args=[made.kind, made.pk])
            return _done(request, f"已{found.move.label}", keep, address)
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    title = f"{found.move.label}：{KINDS[kind].heading(parent)}" if kind else found.move.label
    context = {
        "title": title,
        "record": parent,
        "state": None,
        **_form(found.move, filling, refused, back, keep),
    }
    return render(request, "acting/act.html", context, status=_status(request, filling, refused))


def shown_in_form(request: HttpRequest, refusal: Refused) -> Refused:
    """Note the refusal and give it to the form, unless the person had no business here."""
    if isinstance(refusal, NotAllowed | NotThere):
        raise refusal
    note(request, refusal)
    return refusal


def _row(record: Any, verb: str) -> Move:
    if not isinstance(record, Lived) or verb not in {row.verb for row in record.lifecycle}:
        raise NotThere("没有这个页面")
    row = record.lifecycle.row(verb)
    if all(source.status == "—" for source in row.sources):
        raise NotThere("没有这个页面")
    return row


def _form(row: Move, filling: Filling, refused: Refused | None, back: str, keep: str) -> dict[str, Any]:
    errors = filling.errors or marks(refused, filling)
    return {
        "row": row,
        **filling.shown(errors),
        "refused": refused,
        "back": back,
        "keep": keep,
        "button": row.label,
        "danger": row.verb in GRAVE,
    }


def _status(request: HttpRequest, filling: Filling, refused: Refused | None) -> int:
    if refused is not None:
        return refused.http
    return 422 if request.method == "POST" and filling.errors else 200


def _done(request: HttpRequest, sentence: str, keep: str, address: str) -> HttpResponse:
    messages.success(request, sentence)
    request.session["kept"] = keep
    return redirect(address)
