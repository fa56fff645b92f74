"""Downloads: a kept file or a letter, verified as it is read; a 敏感 one for a reason only."""

from contextlib import ExitStack

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from hengxian.kernel.refusals import Refused
from hengxian.records.files.keeping import read
from hengxian.web.acting.papers import one_file
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in

SHOWN_IN_PLACE = ("application/pdf", "image/png", "image/jpeg")


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
