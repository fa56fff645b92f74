"""The desk of an agent: what waits, the caller at hand, and the form that is filed while he speaks (10.1, R3.2)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.hotline import postings
from hengxian.hotline.conditions.registering import lacking
from hengxian.hotline.intake import callers, registering
from hengxian.hotline.intake.clocks import Wait, wait_of
from hengxian.hotline.intake.registering import Extras
from hengxian.hotline.models import Caller, Channel, Contact, Hotline, Order
from hengxian.hotline.texting.replying import gateway_of
from hengxian.journal.conditions import Act
from hengxian.kernel.refusals import Incomplete, NotNow, NotThere, Refused
from hengxian.people.sights import may_see
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.components.forms.asks import Answers
from hengxian.web.components.forms.fields import fields
from hengxian.web.components.forms.reading import read
from hengxian.web.desk.asking import ASKS, WHAT, WHO, WHOM, WISHES, caller_of, choices, links_of, order_of
from hengxian.web.entrance.refusing import note

WAITING, HISTORY = 30, 8
STANDALONE = 0  # the address of a form for a call that no switch told of


@dataclass(frozen=True)
class Row:
    """A contact as the strip shows it: with its clock and who calls, masked."""

    contact: Contact
    wait: Wait
    caller: str


@require_safe
@signed_in
def strip(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What waits and what is at hand; the desk asks for it every few seconds, and typing waits for nothing."""
    return render(request, "desk/strip.html", _strip(visitor))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def line(request: HttpRequest, visitor: Visitor, pk: int = STANDALONE) -> HttpResponse:
    """A contact with its form, or the form alone. A lost race is 409 on this page, with every word still in it."""
    contact = contact_at_hand(visitor, pk, is_filing=request.method == "POST") if pk else None
    hotline = contact.hotline if contact else _hotline(request, visitor)
    if request.method != "POST":
        return _page(request, visitor, hotline, contact)
    found = read(ASKS, request.POST, choices=choices(hotline))
    if found.errors:
        return _page(request, visitor, hotline, contact, found, status=422)
    extras = Extras(caller_of(found.facts), links_of(request.POST.getlist("same_as")))
    key = request.POST.get("key", "")[:64]
    order = order_of(hotline, contact, found.facts)
    try:
        filed = registering.file(order, extras, by=visitor.actor, at=visitor.at, key=key)
    except Refused as refused:
        note(request, refused)
        found.errors.update(_marks(order, refused, visitor))
        return _page(request, visitor, hotline, contact, found, refused, refused.http)
    return redirect("desk:filed", filed.order.pk, key or "-")


def unsent(request: HttpRequest, visitor: Visitor, contact: Contact, refused: Refused) -> HttpResponse:
    """The desk with an answer in words that was refused: what was typed is still there, to be sent or taken along."""
    shown = contact if _is_at_hand(visitor, contact) else None  # not what another agent has by now
    return _page(request, visitor, contact.hotline, shown, None, refused, refused.http)


def check_at_hand(visitor: Visitor, contact: Contact) -> None:
    """Refuse what another agent has by now (NotNow)."""
    if not _is_at_hand(visitor, contact):
        raise NotNow("来电来件已由他人接手，您的答复没有发出", "10.1.2.2")


def _is_at_hand(visitor: Visitor, contact: Contact) -> bool:
    return may_see("contact", visitor.actor).filter(pk=contact.pk).exists()


@require_safe
@signed_in
def filed(request: HttpRequest, visitor: Visitor, pk: int, key: str) -> HttpResponse:
    """Number and query code, to be said to the caller; only whoever filed it sees the code."""
    order: Order | None = may_see("order", visitor.actor).filter(pk=pk).first()
    own = registering.filed_before(order.hotline, key, agent=visitor.actor) if order else None
    if order is None or own is None or own.order != order:
        raise NotThere("没有这个页面")
    context = {"title": f"已受理：工单 {order.number}", "filed": own, "kept": _draft(order.contact_id or 0)}
    answer = render(request, "desk/filed.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _page(
    request: HttpRequest,
    visitor: Visitor,
    hotline: Hotline,
    contact: Contact | None,
    found: Answers | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    facts = {"text": contact.text, "title": contact.subject} if contact and contact.text else {}
    said: dict[str, Any] = {
        "post": request.POST if found else None, "errors": found.errors if found else None,
        "choices": choices(hotline), "facts": facts,
    }  # fmt: skip
    context = {
        "title": "话务受理", "hotline": hotline, "contact": contact, "refused": refused, "visitor": visitor,
        "what": fields(WHAT, **said), "whom": fields(WHOM, **said), "who": fields(WHO, **said),
        "wishes": fields(WISHES, **said), "errors": found.errors if found else {},
        "key": request.POST.get("key", ""), "keep": _draft(contact.pk if contact else 0),
        "card": _card(contact, visitor) if contact else None, "may_lift": settings.HENGXIAN_DEMO,
        "way_back": _way_back(contact) if contact else "", "unsent": request.POST.get("response", ""),
        **_strip(visitor),
    }  # fmt: skip
    return render(request, "desk/line.html", context, status=status)


def _marks(order: Order, refused: Refused, visitor: Visitor) -> dict[str, str]:
    """The fields of the form that a refusal is about, each with what is wanted there."""
    own = {ask.id for ask in ASKS}
    told = {name: refused.sentence for name in refused.fields if name in own}
    if not isinstance(refused, Incomplete) or told:
        return told
    missing = lacking(order, Act("register", visitor.actor, visitor.at, {}))
    return {name: f"还缺{label}" for name, label in missing.items() if name in own}


def _way_back(contact: Contact) -> str:
    """How an answer in words reaches the writer; empty where the channel's own programme takes it."""
    if contact.channel == Channel.MAILBOX:
        return "答复由本平台以邮件发给来信人。"
    if contact.channel != Channel.SMS:
        return ""
    sends = gateway_of(contact) is not None
    return "答复由本平台以短信发给来信人。" if sends else "本平台不发出这条答复，请另行联系来信人。"


def _card(contact: Contact, visitor: Visitor) -> dict[str, Any] | None:
    """Who calls, masked; how often he came, and his last orders; None for a contact that another agent has."""
    if not _is_at_hand(visitor, contact):
        return None
    at, caller = visitor.at, contact.caller
    wait = wait_of(contact, at=at)
    if caller is None:
        return {"wait": wait, "history": ()}
    known = Order._default_manager.filter(caller=caller).select_related("matter").order_by("-id")
    own = known.filter(contact=contact)[:HISTORY]
    others = known.exclude(contact=contact)[:HISTORY]
    days = callers.repeat_days(contact.hotline, contact.arrived_at)
    return {
        "wait": wait, "shown": callers.masked(caller), "times": callers.times_with(contact), "own": own,
        "history": [(order, _when(order, contact, days)) for order in others],
    }  # fmt: skip


def _when(order: Order, contact: Contact, days: int) -> str:
    """Where an order of the caller lies beside the days that are counted: empty within them."""
    if order.accepted_at > contact.arrived_at:
        return "此后"
    return f"{days} 日以前" if order.accepted_at <= contact.arrived_at - timedelta(days=days) else ""


def _strip(visitor: Visitor) -> dict[str, Any]:
    open_ = may_see("contact", visitor.actor).filter(ended_at=None).select_related("caller", "hotline")
    waiting = open_.filter(agent=None, answered_at=None).order_by("arrived_at")[:WAITING]
    mine = open_.filter(agent=visitor.actor.person).order_by("-arrived_at")[:WAITING]
    return {
        "waiting": [_row(each, visitor.at) for each in waiting],
        "mine": [_row(each, visitor.at) for each in mine],
    }


def _row(contact: Contact, at: datetime) -> Row:
    return Row(contact, wait_of(contact, at=at), _shown(contact.caller))


def _shown(caller: Caller | None) -> str:
    if caller is None:
        return "号码未显示"
    known = callers.masked(caller)
    return " ".join(filter(None, (known["name"], known["telephone"] or known["mail"])))


def contact_at_hand(visitor: Visitor, pk: int, *, is_filing: bool) -> Contact:
    """One that is there for him; a form that was typed is answered though another took the contact meanwhile."""
    seen = may_see("contact", visitor.actor)
    if is_filing and "agent" in visitor.actor.roles:
        seen = Contact._default_manager.filter(hotline__in=postings.hotlines_of(visitor.actor.person))
    contact: Contact | None = seen.select_related("hotline", "caller", "agent").filter(pk=pk).first()
    if contact is None:
        raise NotThere("没有这个来电来件，或者已由他人接手")
    return contact


def _hotline(request: HttpRequest, visitor: Visitor) -> Hotline:
    """The one he works for; of several the one that the address names, else the first."""
    own = Hotline._default_manager.filter(pk__in=postings.hotlines_of(visitor.actor.person)).order_by("pk")
    chosen = own.filter(code=request.GET.get("hotline", "")).first() or own.first()
    if chosen is None or "agent" not in visitor.actor.roles:
        raise NotThere("没有这个页面")
    return chosen


def _draft(contact: int) -> str:
    return f"desk-line-{contact}"
