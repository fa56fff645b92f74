"""Handling an order on one page: matter and limit beside the reply and the result, or the opinion to the lead."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hengxian.hotline import postings, privacy
from hengxian.hotline.deadlines import explained
from hengxian.hotline.lifecycles.order import ORDER, PART
from hengxian.hotline.models import Order, Part
from hengxian.hotline.queries.returning import last_ruling
from hengxian.journal.models import Lived
from hengxian.kernel.lifecycle import Move
from hengxian.kernel.refusals import Incomplete, NotNow, Refused
from hengxian.web.acting import asking, attaching
from hengxian.web.acting.asking import Question
from hengxian.web.acting.doing import act, was_done
from hengxian.web.acting.filling import Filling, fill, marks
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.limits import clocks
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.acting.warnings import warnings_for

ROWS = (ORDER.row("reply"), ORDER.row("record"), PART.row("contribute"))
DONE = "在您打开本页之后，同事已经办理了这件工单；您填写的内容没有提交，列在下面"
SAYS = {"reply": ("content",), "record": ("result",)}  # what shows that the act is meant


@require_http_methods(["GET", "POST"])
@signed_in
def order_in_hand(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Reply and result in one go, each alone, or the opinion of a unit beside the lead."""
    order: Order = KINDS["order"].one(visitor, pk)
    verbs = _open_verbs(order, visitor)
    back = reverse("unit:desk")
    if request.method == "POST" and _was_sent(order, request.POST.get("key", "")[:80], visitor):
        return redirect(back)
    asked = _asked(verbs)
    filling = fill(request, asked, {}, {"at_time": visitor.at.replace(second=0, microsecond=0)})
    refused: Refused | None = None
    left = _done_by_another(request, asked)
    if left:
        refused = shown_in_form(request, NotNow(DONE))
    elif filling.is_whole and verbs:
        try:
            done = _enact_all(verbs, filling, visitor)
            messages.success(request, f"工单 {order.number}：已{'、已'.join(done)}")
            request.session["kept"] = f"order-{pk}-handle"
            return redirect(back)
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
            order = KINDS["order"].one(visitor, pk)
    return _page(request, visitor, order, verbs, filling, refused, left)


def _was_sent(order: Order, key: str, visitor: Visitor) -> bool:
    """Whether this form made its acts before: what it was about may be closed since."""
    own = order.parts.filter(unit__in=postings.units_of(visitor.actor.person), is_lead=False)
    could = [(order, "reply"), (order, "record"), *((part, "contribute") for part in own)]
    return any(was_done(record, verb, key, visitor) for record, verb in could)


def _done_by_another(request: HttpRequest, asked: Sequence[Question]) -> list[tuple[str, str]]:
    """What was typed for an act that is no longer to be done: somebody was faster, and nobody's words are lost."""
    open_ = {each.id for each in asked}
    asks = [ask for row in ROWS for ask in row.asks if ask.type == "long_text" and ask.id not in open_]
    typed = ((ask.label, request.POST.get(ask.id, "").strip()) for ask in asks)
    return [(label, words) for label, words in typed if words]


def _open_verbs(order: Order, visitor: Visitor) -> list[tuple[Lived, str]]:
    """What this person's unit still has to say in the order."""
    own = order.parts.filter(until=None, unit__in=postings.units_of(visitor.actor.person))
    if order.status == "办理中" and own.filter(is_lead=True).exists():
        both = (("reply", order.replied_at), ("record", order.recorded_at))
        return [(order, verb) for verb, done_at in both if done_at is None]
    part = own.filter(is_lead=False, status__in=("待接收", "承办中")).first()
    return [(part, "contribute")] if part else []


def _asked(verbs: list[tuple[Lived, str]]) -> tuple[Question, ...]:
    """The questions of what is open; where both are, either may be left for later."""
    found: list[Question] = []
    for record, verb in verbs:
        own = asking.questions(record.lifecycle.row(verb))
        found += [replace(each, required=False) for each in own] if len(verbs) > 1 else own
        found += attaching.asked_for(own, verb)
    return tuple(found)


@transaction.atomic
def _enact_all(verbs: list[tuple[Lived, str]], filling: Filling, visitor: Visitor) -> list[str]:
    """Each act that something was said for, all or none; the labels of what was done."""
    meant = [(record, verb) for record, verb in verbs if len(verbs) == 1 or _is_meant(verb, filling.facts)]
    if not meant:
        raise Incomplete("请填写答复内容或办理结果", "10.3.1.2", ("content", "result"))
    _refuse_loose_files([row for row in verbs if row not in meant], filling.facts)
    done, version = [], filling.version
    for record, verb in meant:
        row = record.lifecycle.row(verb)
        version = None if isinstance(record, Part) else version
        act(record, row, _facts(row, filling.facts), visitor, key=filling.key, version=version)
        done.append(row.label)
        version = record.version
    return done


def _refuse_loose_files(left: list[tuple[Lived, str]], facts: Mapping[str, Any]) -> None:
    """A file belongs to one of the two; nobody's file is lost because its words were left for later."""
    for record, verb in left:
        row = record.lifecycle.row(verb)
        if any(facts.get(ask.id) for ask in row.asks if ask.type in attaching.FILES):
            raise Incomplete(
                f"附件随“{row.label}”一起提交，请一并填写，或者取消所选的文件", "10.3.2.2", SAYS[verb]
            )


def _is_meant(verb: str, facts: Mapping[str, Any]) -> bool:
    return any(facts.get(name) for name in SAYS[verb])


def _facts(row: Move, facts: Mapping[str, Any]) -> dict[str, Any]:
    own = {ask.id for ask in row.asks}
    has_files = any(ask.type in attaching.FILES for ask in row.asks)
    return {
        name: value
        for name, value in facts.items()
        if name in own or (has_files and name.startswith(attaching.PREFIX))
    }


def _return_at(order: Order, visitor: Visitor) -> str:
    """Where his unit gives back what it has: the order as its lead, beside the lead its part; empty if it may not."""
    own = order.parts.filter(until=None, unit__in=postings.units_of(visitor.actor.person)).order_by(
        "-is_lead"
    )
    part = own.first()
    if part is None or order.status not in ("已转交", "办理中") or (part.is_lead and order.is_directed):
        return ""
    if part.is_lead:
        return reverse("unit:act", args=["order", order.pk, "return"])
    return "" if part.contributed_at else reverse("unit:act", args=["part", part.pk, "return"])


def _page(
    request: HttpRequest, visitor: Visitor, order: Order, verbs: list[tuple[Lived, str]], filling: Filling,
    refused: Refused | None, left: list[tuple[str, str]],
) -> HttpResponse:  # fmt: skip
    errors = filling.errors or marks(refused, filling)
    read = privacy.reader(order, visitor.actor)
    own = order.parts.filter(until=None, unit__in=postings.units_of(visitor.actor.person), status="待接收")
    ruling = last_ruling(order)
    labels = [record.lifecycle.row(verb).label for record, verb in verbs]
    context = {
        "title": f"办理：工单 {order.number}", "order": order, "visitor": visitor, "verbs": verbs,
        "text": read(order.text), "opinion": read(order.opinion),
        "place": read(order.place),
        "may_call": order.caller_id is not None and privacy.may_know_caller(order, visitor.actor),
        "steps": explained(order).steps, "clocks": clocks(order, visitor.at),
        "contributions": [
            (part, read(part.contribution))
            for part in order.parts.filter(round=order.rounds).exclude(contribution="").select_related("unit")
        ],
        "warnings": warnings_for(order, visitor), **filling.shown(errors), "refused": refused,
        "back": reverse("unit:desk"), "keep": f"order-{order.pk}-handle", "button": "、".join(labels),
        "version": order.version, "waiting": own.first(), "left": left, "return_at": _return_at(order, visitor),
        "ruling": ruling, "ruled": read(ruling.text) if ruling else "",
    }  # fmt: skip
    is_faulty = request.method == "POST" and bool(filling.errors)
    return render(
        request, "unit/handle.html", context, status=refused.http if refused else 422 if is_faulty else 200
    )
