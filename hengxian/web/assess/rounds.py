"""The pages of a round: scores and reach, data, limits, readiness and the package, rounds compared (part D)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.evaluation.kept import outputs_of, read_output, result_with
from hengxian.evaluation.measuring import measure_later
from hengxian.evaluation.models import Evaluation
from hengxian.evaluation.report.pdf import render_pdf
from hengxian.evaluation.terms import terms_of
from hengxian.hotline.assessing import STAGE, draft, filing, limits, package, ready, rounds, scoring
from hengxian.hotline.models import Assessment
from hengxian.kernel.refusals import Incomplete, NotThere, Refused
from hengxian.records.edition import pack
from hengxian.records.files.keeping import keep
from hengxian.records.files.reading import files_of
from hengxian.records.models import Job
from hengxian.scoring.sheets import score_sheets
from hengxian.web.acting.exporting import note_export
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.line.slices.assessing import scores_shown


def one(visitor: Visitor, pk: int) -> Assessment:
    """The round. NotThere for one that is not there for the person."""
    found: Assessment = KINDS["assessment"].one(visitor, pk)
    return found


@require_safe
@signed_in
def scores(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """All leaves by reach, measured and judged apart."""
    assessment = one(visitor, pk)
    context = _context("得分与提升空间", assessment) | {
        "content": scores_shown(assessment),
        "paper": reverse("assess:scores_pdf", args=[pk]) if assessment.evaluation_id else "",
        "sheet": reverse("assess:sheet", args=["assessment", pk, scoring.SCORES]),
        "may_judge": assessment.status == "进行中",
    }
    return render(request, "assess/scores.html", context)


@require_safe
@signed_in
def paper(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """The report of the measured figures with the round's own judgements, every page marked."""
    assessment = one(visitor, pk)
    if assessment.evaluation is None:
        raise NotThere("本轮自评尚未测量数据")
    terms = terms_of(assessment.evaluation)
    result = result_with(assessment.evaluation, scoring.judgements_of(assessment), terms)
    sheets = score_sheets(pack().tree, pack().sheets, scoring.scorecard_of(assessment))
    note_export(visitor, {"assessment": assessment.number, "format": "pdf"})
    return _file(
        render_pdf(result, pack(), sheets, stage=STAGE),
        f"自评报告 {assessment.number}.pdf",
        "application/pdf",
    )


@require_http_methods(["GET", "POST"])
@signed_in
def data(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Hand in a dataset of one's own, or one that this hotline exported; see how far its measuring is."""
    assessment = one(visitor, pk)
    refused: Refused | None = None
    if request.method == "POST":
        try:
            _measure(request, visitor, assessment)
            return redirect(request.path)
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    jobs = Job.objects.filter(key__startswith=f"measure:{assessment.story}:").order_by("-pk")
    context = _context("数据测量", assessment) | {
        "refused": refused,
        "jobs": list(jobs[:5]),
        "is_running": any(job.ended_at is None for job in jobs[:5]),
        "files": list(files_of(assessment.story, "dataset")),
        "runs": list(Evaluation._default_manager.filter(about=assessment.story).order_by("-made_at")),
        "act": reverse("assess:act", args=["assessment", pk, "measure"]),
        "may_write": assessment.status == "进行中",
    }
    return render(request, "assess/data.html", context, status=refused.http if refused else 200)


@require_safe
@signed_in
def fixed(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """The rule's own limits; `?file=` gives the list of worst cases behind one."""
    assessment = one(visitor, pk)
    wanted = request.GET.get("file", "")
    if wanted:
        if assessment.evaluation is None or wanted not in outputs_of(assessment.evaluation):
            raise NotThere("没有这份清单")
        return _file(
            read_output(assessment.evaluation, wanted), wanted.rpartition("/")[2], "text/csv; charset=utf-8"
        )
    content = {"checks": limits.checked(assessment), "url": request.path}
    return render(
        request, "assess/limits.html", _context("规则定死的期限", assessment) | {"content": content}
    )


@require_http_methods(["GET", "POST"])
@signed_in
def readiness(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """The five conditions and seven materials, and the draft of A.1 to A.4 to be carried over."""
    assessment = one(visitor, pk)
    refused: Refused | None = None
    if request.method == "POST":
        said = {name[2:]: value for name, value in request.POST.items() if name.startswith("q:")}
        try:
            draft.keep(assessment, {k: str(v) for k, v in said.items()}, by=visitor.actor, at=visitor.at)
            messages.success(request, "已保存申请书草稿")
            return redirect(f"{request.path}#draft")
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    tables = (("五项申请条件", "6.1.1", ready.CONDITIONS), ("七项申请材料", "6.1.2", ready.MATERIALS))
    context = _context("申请准备", assessment) | {
        "refused": refused,
        "tables": [
            (title, clause, ready.lines(assessment, id), reverse("assess:sheet", args=["assessment", pk, id]))
            for title, clause, id in tables
        ],
        "parts": _parts(assessment, visitor),
        "package": reverse("assess:package", args=[pk]),
    }
    return render(request, "assess/ready.html", context, status=refused.http if refused else 200)


@require_safe
@signed_in
def carried(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """The package, for the applicant to carry to a body of his choice."""
    assessment = one(visitor, pk)
    note_export(visitor, {"assessment": assessment.number, "format": "package"})
    content = package.package(assessment, draft.typed(assessment), visitor.at)
    return _file(content, f"申请准备包 {assessment.number}.zip", "application/zip")


@require_safe
@signed_in
def compared(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Settled rounds of this hotline side by side."""
    assessment = one(visitor, pk)
    found = rounds.compared(assessment.hotline_id)
    tables = (("得分", found.totals, False), ("逐条", found.items, True), ("各项指标", found.leaves, False))
    context = _context("各轮比较", assessment) | {"found": found, "tables": tables}
    return render(request, "assess/rounds.html", context)


@require_safe
@signed_in
def folder(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """The folder of the round, with index and digests."""
    assessment = one(visitor, pk)
    note_export(visitor, {"assessment": assessment.number, "format": "folder"})
    content = filing.folder(assessment, by=visitor.actor, at=visitor.at)
    return _file(content, f"自评卷宗 {assessment.number}.zip", "application/zip")


def _measure(request: HttpRequest, visitor: Visitor, assessment: Assessment) -> None:
    upload = request.FILES.get("dataset")
    if upload is None or not (upload.name or "").lower().endswith(".zip"):
        raise Incomplete("请选择数据集（按数据集说明打包的一个 zip）", "问答3", ("dataset",))
    if assessment.status != "进行中":
        raise Incomplete(f"自评现为“{assessment.state}”，须为“进行中”才能测量数据", "问答3")
    file = keep(
        upload, upload.name or "", about=assessment.story, category="dataset", by=visitor.actor, at=visitor.at
    )
    measure_later(file, about=assessment.story, by=visitor.actor, at=visitor.at, stage=STAGE)
    messages.success(request, f"已收到：{upload.name}，正在测量")


def _parts(assessment: Assessment, visitor: Visitor) -> list[tuple[str, list[draft.Answer]]]:
    found = draft.answers(assessment, visitor.at)
    return [
        (f"{part} {pack().forms[part].title}", [each for each in found if each.part == part])
        for part in package.PARTS
    ]


def _context(title: str, assessment: Assessment) -> dict[str, Any]:
    return {
        "title": f"{title}：{assessment.name}",
        "assessment": assessment,
        "back": reverse("assess:record", args=["assessment", assessment.pk]),
    }


def _file(content: bytes, name: str, media_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer
