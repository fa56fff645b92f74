"""Kept files: the content, verified as it is read (a 敏感 one for a reason only); what is known of it; its acts."""

from contextlib import ExitStack

from django.contrib import messages
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.kernel.refusals import NotAllowed, Refused
from hengxian.records.files.flags import flags
from hengxian.records.files.keeping import read, replace
from hengxian.records.files.reading import editions
from hengxian.records.models import StoredFile
from hengxian.web.acting import attaching
from hengxian.web.acting.asking import Question
from hengxian.web.acting.filling import fill, marks
from hengxian.web.acting.offers import offers
from hengxian.web.acting.papers import may_replace, one_file
from hengxian.web.acting.views.acts import act_on, shown_in_form
from hengxian.web.acting.visitor import SHANGHAI, Visitor, signed_in

SHOWN_IN_PLACE = ("application/pdf", "image/png", "image/jpeg")
REPLACING = (
    Question("newer", "新版文件", "file"),
    Question("reason", "替换的理由", "long_text"),
)


@require_http_methods(["GET", "POST"])
@signed_in
def file(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponseBase:
    """The content of a file of a record that the person may see."""
    found = one_file(pk, visitor)
    if found.is_sensitive and request.method == "GET" and not found.is_erased:
        return render(request, "acting/file.html", {"title": str(found), "file": found})
    stack = ExitStack()
    try:
        content = stack.enter_context(
            read(found, by=visitor.actor, at=visitor.at, reason=request.POST.get("reason", ""))
        )
    except Refused as refusal:
        refused = shown_in_form(request, refusal)
        context = {"title": str(found), "file": found, "refused": refused}
        return render(request, "acting/file.html", context, status=refused.http)
    in_place = found.media_type in SHOWN_IN_PLACE and "download" not in request.GET
    answer = FileResponse(
        content, as_attachment=not in_place, filename=found.name, content_type=found.media_type
    )
    answer._resource_closers.append(stack.close)  # type: ignore[attr-defined]  # Django's own way, untyped
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@signed_in
def about(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponseBase:
    """What is known of a file: digests, origin, what is noticeable about it, its versions, what may be done with it."""
    found = one_file(pk, visitor)
    own = [offer for offer in offers(found, visitor) if offer.move.verb != "replace"]
    context = {
        "title": str(found),
        "file": found,
        "visitor": visitor,
        "flags": flags(found.claimed_at, found.claimed_place, found.received_at, (), SHANGHAI)
        if found.category == "evidence" and not visitor.is_client
        else (),
        "editions": [each for each in editions(found) if each.pk != found.pk],
        "may_replace": may_replace(found, visitor),
        "verbs": [
            {
                "label": offer.move.label,
                "url": reverse(f"{visitor.door}:file_act", args=[pk, offer.move.verb]),
                "refusal": offer.refusal,
                "kind": offer.move.kind,
            }
            for offer in own
        ],
    }
    return render(request, "acting/file_about.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def replacing(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponseBase:
    """A newer version of one's own file; the older one stays readable (G-9)."""
    found = one_file(pk, visitor)
    if not may_replace(found, visitor):
        raise NotAllowed("只能替换本方提供、且在用的文件", "G-9")
    asked = (*REPLACING, *attaching.QUESTIONS)
    filling = fill(request, asked, {})
    refused = None
    if filling.is_whole:
        try:
            newer = _replaced(found, dict(filling.facts), visitor, filling.version)
            messages.success(request, "已替换，旧版仍可查看")
            return redirect(f"{visitor.door}:file_about", newer.pk)
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
            found = one_file(pk, visitor)
    context = {
        "title": f"替换：{found}",
        "version": found.version,
        "refused": refused,
        "back": reverse(f"{visitor.door}:file_about", args=[pk]),
        "button": "替换",
        **filling.shown(filling.errors or marks(refused, filling)),
    }
    status = refused.http if refused else 422 if filling.errors else 200
    return render(request, "acting/plain_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def file_act(request: HttpRequest, visitor: Visitor, pk: int, verb: str) -> HttpResponseBase:
    """Asking for the erasure of a file, approving it, or taking the request back."""
    found = one_file(pk, visitor)
    if verb == "replace":
        return redirect(f"{visitor.door}:file_replace", pk)
    back = reverse(f"{visitor.door}:file_about", args=[pk])
    return act_on(request, visitor, found, verb, str(found), back)


def _replaced(
    found: StoredFile, facts: dict[str, object], visitor: Visitor, version: int | None
) -> StoredFile:
    own, told = attaching.split(facts)
    upload = own["newer"]
    said = attaching.particulars(told, visitor, upload.content_type or "")
    return replace(
        found, upload, upload.name or "", by=visitor.actor, at=visitor.at, reason=own["reason"], version=version,
        particulars=said,
    )  # fmt: skip
