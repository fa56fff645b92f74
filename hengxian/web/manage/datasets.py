"""Datasets written by one act, evaluated, downloaded; and the results on a page (B-2, R10.5.1.2, R12.1.2.1)."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hengxian.evaluation.kept import outputs_of, read_output, read_result
from hengxian.evaluation.models import Evaluation
from hengxian.evaluation.report.sections import (
    channels,
    checks,
    connection,
    funnels,
    indicators,
    observations,
    provenance,
    quality,
    trends,
)
from hengxian.hotline.actions.exporting import folder_of
from hengxian.hotline.models import DatasetExport
from hengxian.hotline.reporting.jobs import ask_evaluation, ask_export
from hengxian.kernel.refusals import NotThere
from hengxian.records.edition import pack
from hengxian.records.models.job import Job
from hengxian.web.acting.exporting import note_export
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.packing import as_zip
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.manage.dates import asked_span
from hengxian.web.manage.lines import line_at, lines_of

FORMS = {"csv": "CSV", "parquet": "Parquet"}
TYPES = {".pdf": "application/pdf", ".json": "application/json"}
UNCHECKED = "GB/T 33357 未核对：未取得该标准文本，本结果不作符合该标准的声明。"


@require_http_methods(["GET", "POST"])
@signed_in
def datasets(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Ask for a dataset of a period; see those that are being written and those that were."""
    line, span = line_at(request, visitor), asked_span(request, visitor)
    if request.method == "POST" and span.is_fit:
        form = request.POST.get("form", "csv")
        ask_export(
            line, span.since, span.until, form if form in FORMS else "csv", by=visitor.actor, at=visitor.at
        )
        messages.success(request, "已开始导出，完成后列在下面")
        return redirect(f"{request.path}?hotline={line.pk}")
    context = {
        "title": "数据集", "line": line, "lines": lines_of(visitor), "span": span, "forms": FORMS.items(),
        "exports": KINDS["dataset_export"].seen_by(visitor).filter(hotline=line).order_by("-pk")[:30],
        "jobs": _jobs(visitor), "runs": Evaluation._default_manager.filter(about=line.story).order_by("-made_at")[:30],
    }  # fmt: skip
    return render(request, "manage/datasets.html", context, status=200 if span.is_fit else 422)


@require_POST
@signed_in
def evaluate(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Have a dataset evaluated."""
    record: DatasetExport = KINDS["dataset_export"].one(visitor, pk)
    folder_of(record)  # refuses one that was destroyed before a job is made of it
    ask_evaluation(record, by=visitor.actor, at=visitor.at)
    messages.success(request, "已开始测评，完成后列在数据集页")
    return redirect("manage:record", "dataset_export", pk)


@require_POST
@signed_in
def download(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponseBase:
    """The folder as a zip; who took it is logged."""
    record: DatasetExport = KINDS["dataset_export"].one(visitor, pk)
    folder = folder_of(record)
    note_export(visitor, {"dataset_export": str(pk), "sha256": record.sha256})
    name = f"{record.hotline.code}-{record.since}-{record.until}.zip"
    return as_zip([(path, path.name) for path in sorted(folder.iterdir())], name)


@require_safe
@signed_in
def result(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """A kept evaluation: figures, checks, pictures, where it all comes from; verified at every reading."""
    kept = _kept(visitor, pk)
    told = read_result(kept)
    sections = [
        section(told, pack())
        for section in (indicators.section, connection.section, checks.section, provenance.section)
    ] + [
        section(told)
        for section in (
            channels.section,
            trends.section,
            funnels.section,
            observations.section,
            quality.section,
        )
    ]
    export = DatasetExport.objects.filter(sha256=kept.dataset_sha256).first()
    last = kept.period_until - timedelta(days=1)
    context = {
        "title": f"测评结果 {kept.period_from} 至 {last}", "kept": kept, "sections": sections, "export": export,
        "unchecked": UNCHECKED, "files": [name for name in outputs_of(kept) if "/" not in name],
    }  # fmt: skip
    return render(request, "manage/result.html", context)


@require_safe
@signed_in
def output(request: HttpRequest, visitor: Visitor, pk: int, name: str) -> HttpResponse:
    """One file of the results, as an attachment."""
    kept = _kept(visitor, pk)
    if name not in outputs_of(kept):
        raise NotThere("没有这个文件")
    content = read_output(kept, name)
    suffix = name[name.rfind(".") :]
    answer = HttpResponse(content, content_type=TYPES.get(suffix, "application/octet-stream"))
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


def _kept(visitor: Visitor, pk: int) -> Evaluation:
    stories = [line.story for line in lines_of(visitor)]
    found = Evaluation._default_manager.filter(pk=pk, about__in=stories).first()
    if found is None:
        raise NotThere("没有这个测评结果，或者您无权查看")
    return found


def _jobs(visitor: Visitor) -> list[Any]:
    mine = Job._default_manager.filter(
        account=visitor.actor.account, function__contains="hotline.reporting.jobs"
    )
    return list(mine.order_by("-pk")[:6])
