"""What an agent does with a contact: claims it, puts it back, answers in words; in the demo lifts and hangs up."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from hengxian.hotline.intake import contacts, exchange
from hengxian.hotline.intake.calls import Event
from hengxian.hotline.models import Channel, Contact
from hengxian.journal.receipts import once
from hengxian.kernel.refusals import Incomplete, NotThere, Refused
from hengxian.people.sights import may_see
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.desk import line
from hengxian.web.entrance.refusing import note


@require_POST
@signed_in
def claim(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """His from now on; a call is lifted where the desk itself is the telephone (the demo)."""
    contact = _one(visitor, pk)
    contacts.claim(contact, by=visitor.actor, at=visitor.at)
    if contact.channel == Channel.PHONE and contact.answered_at is None and settings.HENGXIAN_DEMO:
        _tell(contact, visitor, "answered", by="person", agent=visitor.account.username)
    return redirect("desk:line", pk)


@require_POST
@signed_in
def release(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Back into the queue."""
    contacts.release(_one(visitor, pk), by=visitor.actor, at=visitor.at)
    return redirect("desk:free_line")


@require_POST
@signed_in
def respond(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """An answer in words; `more` keeps the contact open. Sent twice it answers once; refused, its words stay."""
    contact, said = line.contact_at_hand(visitor, pk, is_filing=True), request.POST.get("response", "")
    ends, key = "more" not in request.POST, request.POST.get("key", "")[:40]
    by, at = visitor.actor, visitor.at
    try:
        line.check_at_hand(visitor, contact)
        once(
            key and f"{key}:respond:{pk}", by=by, at=at,
            make=lambda: contacts.respond(contact, said, by=by, at=at, ends=ends),
        )  # fmt: skip
    except Refused as refused:
        note(request, refused)
        return line.unsent(request, visitor, contact, refused)
    messages.success(request, "已答复" if ends else "已答复，对话继续")
    return redirect("desk:line", pk)


@require_POST
@signed_in
def hang_up(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """End a call of the demo; a real switch tells of it by itself."""
    contact = _one(visitor, pk)
    if contact.channel != Channel.PHONE or not settings.HENGXIAN_DEMO:
        raise Incomplete("通话由交换机结束，不在此处操作", "10.1.2.2")
    _tell(contact, visitor, "ended")
    _tell(contact, visitor, "recording", reason="演示通话，未录音")
    return redirect("desk:line", pk)


def _tell(contact: Contact, visitor: Visitor, type_: str, **more: str) -> None:
    """The event that the desk's own telephone tells, in the words of the contract."""
    at: datetime = visitor.at
    identity = f"desk-{contact.identity}-{type_}"[:120]
    told = {"id": identity, "type": type_, "call": contact.identity, "at": at.isoformat(), **more}
    exchange.take(contact.hotline, [Event(identity, type_, contact.identity, at, told)], at=at)


def _one(visitor: Visitor, pk: int) -> Contact:
    contact: Contact | None = (
        may_see("contact", visitor.actor).select_related("hotline").filter(pk=pk).first()
    )
    if contact is None:
        raise NotThere("没有这个来电来件，或者已由他人接手")
    return contact
