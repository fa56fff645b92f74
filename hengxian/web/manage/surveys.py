"""Links of a survey for the SMS platform: numbers in clear, so with a reason and a line in the journal (G-7)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hengxian.hotline.models import Survey
from hengxian.hotline.surveying.inviting import numbers_and_links
from hengxian.kernel.refusals import Incomplete
from hengxian.records.registers.exporting import Sheet
from hengxian.web.acting.exporting import as_file, note_export
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.entrance.refusing import note

HEAD = ("号码", "链接")


@require_http_methods(["GET", "POST"])
@signed_in
def links(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """The question for the reason; with it, the list as a file."""
    survey: Survey = KINDS["survey"].one(visitor, pk)
    context = {
        "title": f"导出评价链接：{survey.name}", "visitor": visitor, "survey": survey, "refused": None,
        "back": reverse("manage:record", args=["survey", pk]),
    }  # fmt: skip
    if request.method == "POST":
        try:
            reason = request.POST.get("reason", "")[:400]
            rows = numbers_and_links(survey, by=visitor.actor, at=visitor.at, reason=reason)
            note_export(
                visitor, {"list": "survey_links", "survey": survey.pk, "rows": len(rows), "reason": reason}
            )
            return as_file(Sheet(f"评价链接-{survey.pk}", HEAD, tuple(rows)), "csv")
        except Incomplete as refusal:
            note(request, refusal)
            context["refused"] = refusal
    return render(request, "manage/survey_links.html", context, status=422 if context["refused"] else 200)
