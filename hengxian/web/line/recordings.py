"""Hearing a recording under review: asked for with a reason, logged before a second of it is heard (9.2.2.2)."""

from datetime import datetime, timedelta

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.hotline.intake.recordings import file_of, play
from hengxian.hotline.models import Contact, Review
from hengxian.kernel.refusals import NotAllowed, NotThere, Refused
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.entrance.refusing import note

MAY_BE_HEARD = timedelta(minutes=30)


@require_http_methods(["GET", "POST"])
@signed_in
def recording(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """The question for the reason; with it, a player that works for half an hour."""
    review: Review = KINDS["review"].one(visitor, pk)
    contact = _call_of(review)
    context = {
        "title": f"收听录音：{review.subject}", "visitor": visitor, "review": review, "contact": contact,
        "back": reverse(f"{visitor.door}:record", args=["review", pk]), "refused": None, "audio": "",
    }  # fmt: skip
    if request.method == "POST":
        try:
            play(contact, by=visitor.actor, at=visitor.at, reason=request.POST.get("reason", "")[:400])
            request.session[_granted(contact)] = visitor.at.isoformat()
            context["audio"] = reverse(f"{visitor.door}:review_audio", args=[pk])
        except Refused as refusal:
            note(request, refusal)
            context["refused"] = refusal
    answer = render(request, "line/review/recording.html", context, status=422 if context["refused"] else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@signed_in
def audio(request: HttpRequest, visitor: Visitor, pk: int) -> FileResponse:
    """The sound itself, for whoever gave a reason a while ago; the player asks for it in parts."""
    contact = _call_of(KINDS["review"].one(visitor, pk))
    told = request.session.get(_granted(contact), "")
    if not told or visitor.at - datetime.fromisoformat(told) > MAY_BE_HEARD:
        raise NotAllowed("收听录音须先说明理由", "9.2.2.2")
    answer = FileResponse(file_of(contact).open("rb"))
    answer["Cache-Control"] = "no-store"
    return answer


def _call_of(review: Review) -> Contact:
    contact = review.contact or (review.order.contact if review.order else None)
    if contact is None or not contact.recording:
        raise NotThere("没有录音")
    return contact


def _granted(contact: Contact) -> str:
    return f"heard-{contact.pk}"
