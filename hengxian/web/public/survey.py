"""The page behind a survey link: four questions, once (11.2.2.2)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengxian.hotline.lifecycles.survey import ASPECTS
from hengxian.hotline.models import Invitation, Opinion, SurveyAnswer
from hengxian.hotline.surveying.answering import answer, was_answered_so
from hengxian.hotline.surveying.tokens import invitation_of
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.web.acting.visitor import now
from hengxian.web.components import expired


@expired.is_shown_again
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, token: str) -> HttpResponse:
    """The questions; thanks once answered, on a page that may be loaded again. A strange link is told so."""
    try:
        invitation = invitation_of(token)
    except NotThere as refusal:
        told = {"title": "服务评价", "sentence": str(refusal)}
        return render(request, "public/survey.html", told, status=404)
    if request.method != "POST":
        return _page(request, invitation)
    said, comment = {id: request.POST.get(id, "") for id in ASPECTS}, request.POST.get("comment", "")
    try:
        expired.check(request)
        if not was_answered_so(invitation, said, comment):
            answer(invitation, said, at=now(), comment=comment)
    except Refused as refusal:
        return _page(request, invitation, refusal)
    return redirect("public:survey", token=token)


def _page(request: HttpRequest, invitation: Invitation, refused: Refused | None = None) -> HttpResponse:
    context = {
        "title": "服务评价", "hotline": invitation.survey.hotline, "order": invitation.order,
        "questions": [(id, label, request.POST.get(id, "")) for id, label in ASPECTS.items()],
        "opinions": Opinion.choices, "comment": request.POST.get("comment", ""),
        "sentence": str(refused) if refused else "", "keep": f"survey-{invitation.order.number}",
        "is_done": SurveyAnswer.objects.filter(invitation=invitation).exists(),
        "is_over": invitation.survey.status != "进行中",
    }  # fmt: skip
    return render(request, "public/survey.html", context, status=refused.http if refused else 200)
