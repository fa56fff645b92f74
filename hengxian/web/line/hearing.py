"""Hearing a recording: an act with a reason, in the journal before the first second is heard (9.2.2.2)."""

import mimetypes

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from hengxian.hotline.intake import contacts, recordings
from hengxian.hotline.models import Contact
from hengxian.kernel.refusals import NotThere
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import Visitor, signed_in


@require_POST
@signed_in
def recording(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponseBase:
    """The sound, never kept by the browser."""
    contact, reason = _contact(visitor, pk), request.POST.get("reason", "")[:400]
    file = recordings.play(contact, by=visitor.actor, at=visitor.at, reason=reason)
    answer = FileResponse(file.open("rb"), content_type=mimetypes.guess_type(file.name)[0] or "audio/wav")
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@signed_in
def no_recording(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponseBase:
    """Why an answered call has none."""
    reason = request.POST.get("reason", "")
    recordings.state_reason(_contact(visitor, pk), reason, by=visitor.actor, at=visitor.at)
    return redirect(f"{visitor.door}:record", "contact", pk)


@require_POST
@signed_in
def mark_test(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponseBase:
    """A test or mystery contact, said by a manager (B-13)."""
    contact: Contact = KINDS["contact"].one(visitor, pk)
    contacts.mark_test(contact, by=visitor.actor, at=visitor.at, reason=request.POST.get("reason", ""))
    return redirect(f"{visitor.door}:record", "contact", pk)


def _contact(visitor: Visitor, pk: int) -> Contact:
    """One that is there for him; an inspector hears calls of his hotline, which he sees on no list."""
    if "inspector" in visitor.actor.roles:
        found = Contact._default_manager.filter(pk=pk).first()
        if found is None:
            raise NotThere("没有这个来电来件")
        return found
    contact: Contact = KINDS["contact"].one(visitor, pk)
    return contact
