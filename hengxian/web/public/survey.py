"""The page behind a survey link: four questions, once (11.2.2.2)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengxian.hotline.lifecycles.survey import ASPECTS
from hengxian.hotline.models import Opinion, SurveyAnswer
from hengxian.hotline.surveying.answering import answer
from hengxian.hotline.surveying.tokens import invitation_of
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.web.acting.visitor import now


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, token: str) -> HttpResponse:
    """The questions; thanks once answered. A strange link is told so, whoever tries."""
    try:
        invitation = invitation_of(token)
    except NotThere as refusal:
        return render(
            request, "public/survey.html", {"title": "服务评价", "sentence": str(refusal)}, status=404
        )
    context = {
        "title": "服务评价", "hotline": invitation.survey.hotline, "order": invitation.order,
        "questions": [(id, label, request.POST.get(id, "")) for id, label in ASPECTS.items()],
        "opinions": Opinion.choices, "comment": request.POST.get("comment", "")[:400], "sentence": "", "status": 200,
        "is_done": SurveyAnswer.objects.filter(invitation=invitation).exists(),
        "is_over": invitation.survey.status != "进行中",
    }  # fmt: skip
    if request.method == "POST":
        try:
            said = {id: request.POST.get(id, "") for id in ASPECTS}
            answer(invitation, said, at=now(), comment=str(context["comment"]))
            context["is_done"] = True
        except Refused as refusal:
            context |= {"sentence": str(refusal), "status": refusal.http}
    return render(request, "public/survey.html", context, status=int(str(context["status"])))
