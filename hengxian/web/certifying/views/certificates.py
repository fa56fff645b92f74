"""The paper of a certificate's edition, for its holder and for the body's staff."""

from contextlib import ExitStack

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from hengxian.kernel.refusals import NotThere
from hengxian.records.files.keeping import read
from hengxian.records.models import StoredFile
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import Visitor, signed_in


@require_safe
@signed_in
def paper(request: HttpRequest, visitor: Visitor, pk: int, edition: int) -> HttpResponseBase:
    """One edition as PDF, verified as it is read; older ones stay readable."""
    certificate = KINDS["certificate"].one(visitor, pk)
    found = certificate.editions.filter(number=edition, file__isnull=False).first()
    if found is None:
        raise NotThere("没有这一版证书")
    file = StoredFile.objects.get(pk=found.file)
    stack = ExitStack()
    content = stack.enter_context(read(file, by=visitor.actor, at=visitor.at))
    answer = FileResponse(content, filename=file.name, content_type=file.media_type)
    answer._resource_closers.append(stack.close)  # type: ignore[attr-defined]  # Django's own way, untyped
    answer["Cache-Control"] = "private, no-store"
    return answer
