"""The dataset of an application: uploaded, read at once while the page waits, answered with its quality (6.1.2.4)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.certification.actions import applying
from hengxian.certification.applying import figures
from hengxian.kernel.refusals import Incomplete, Refused
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.certifying.slices.applications import figures_shown
from hengxian.web.portal.applying import own


@require_http_methods(["GET", "POST"])
@signed_in
def dataset(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Upload a dataset; see how far its reading is, and what came out."""
    application = own(visitor, pk)
    refused: Refused | None = None
    if request.method == "POST":
        try:
            _add(request, visitor, pk)
            return redirect(request.path)
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    job = figures.reading_of(application)
    context = {
        "title": f"绩效数据集：{application.number}", "record": application, "visitor": visitor, "job": job,
        "file": figures.dataset_of(application), "refused": refused, "may_write": application.may_be_amended(),
        "content": figures_shown(application, visitor), "url": reverse("portal:reading", args=[pk]),
        "back": reverse("portal:record", args=["application", pk]),
    }  # fmt: skip
    return render(request, "portal/dataset.html", context, status=refused.http if refused else 200)


@require_safe
@signed_in
def reading(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """How far the reading is: a fragment that asks again until it is done, and then shows the whole page."""
    application = own(visitor, pk)
    job = figures.reading_of(application)
    answer = render(request, "portal/reading.html", {"job": job, "url": request.path})
    if job is None or job.ended_at is not None:
        answer["HX-Redirect"] = reverse("portal:dataset", args=[pk])
    return answer


def _add(request: HttpRequest, visitor: Visitor, pk: int) -> None:
    file = request.FILES.get("dataset")
    if file is None:
        raise Incomplete("请选择数据集（zip）", "6.1.2.4", ("dataset",))
    applying.add_dataset(
        own(visitor, pk),
        file,
        file.name or "",
        by=visitor.actor,
        at=visitor.at,
        declared_type=file.content_type or "",
    )
    messages.success(request, f"已收到：{file.name}，正在读取")
