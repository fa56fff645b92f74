"""The score sheets on a page: fifteen at a glance, one to be filled in and saved at once, prints (附录D, A-13)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.certification.models import Case
from hengxian.certification.papers.sheets import sheets_pdf, sheets_workbook
from hengxian.certification.queries.judging import IMPROVEMENT, JUDGED
from hengxian.certification.queries.sheets import sheets_of
from hengxian.evaluation.blanks import blank_sheets
from hengxian.evaluation.report.sections.checks import worst
from hengxian.evaluation.report.wording import STANDING
from hengxian.kernel.quantity import half_up
from hengxian.kernel.refusals import NotThere
from hengxian.records.edition import pack
from hengxian.scoring.sheets import NOT_LISTED, FilledSheet, SheetLine
from hengxian.standard.model.tree import Leaf
from hengxian.web.acting.exporting import note_export
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.certifying.slices.evaluation import may_see, runs_shown, scores_shown
from hengxian.web.office.score_lines import Filling, form_of, open_book, save, status_of

BONUS = "improvement"
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@signed_in
def overview(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """The fifteen sheets with their totals, the composite, and what is still open."""
    case, book = open_book(visitor, pk, JUDGED)
    told = scores_shown(case)
    context = {
        "title": f"打分表：{KINDS['case'].heading(case)}",
        "case": case,
        "back": reverse("office:record", args=["case", pk]),
        "sheets": _sheets(case, told),
        "may_write": book.may_write,
        "barred": book.barred,
        "addresses": {form: reverse(f"office:sheets_{form}", args=[pk]) for form in TYPES},
        **told,
    }
    return render(request, "office/sheets.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def sheet(request: HttpRequest, visitor: Visitor, pk: int, sheet: str) -> HttpResponse:
    """One sheet: measured lines as the engine gave them, judged ones to be scored by this person."""
    case, book = open_book(visitor, pk, IMPROVEMENT if sheet == BONUS else JUDGED)
    filling = Filling(case, book, request.POST if request.method == "POST" else None)
    told = scores_shown(case)
    found = _sheet(case, sheet, told)
    keep = f"case-{pk}-sheet-{sheet}"
    done, refused = save(request, filling, found.lines, title=found.title, keep=keep)
    if done:
        return done
    lines = filling.lines(found.lines)
    context = {
        "title": f"{found.title}（{KINDS['case'].heading(case)}）",
        "sheet": found,
        "lines": lines,
        "checks": list(_checks(case)) if sheet == "D.1.1" else [],
        **form_of(case, filling, lines, refused),
        "keep": keep,
        "kept": request.session.pop("kept", ""),
        **told,
    }
    return render(request, "office/score_sheet.html", context, status=status_of(lines, refused))


@require_http_methods(["GET", "POST"])
@signed_in
def workbook(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """All fifteen sheets on one page, saved in one request: every line or none."""
    case, book = open_book(visitor, pk, JUDGED)
    filling = Filling(case, book, request.POST if request.method == "POST" else None)
    keep, blank = f"case-{pk}-workbook", [line for each in blank_sheets(pack()) for line in each.lines]
    done, refused = save(request, filling, blank, title="整套打分表", keep=keep)
    if done:
        return done
    told = scores_shown(case)
    sheets = [(each, filling.lines(each.lines)) for each in _sheets(case, told)]
    lines = [line for _, shown in sheets for line in shown]
    context = {
        "title": f"整套打分表（{KINDS['case'].heading(case)}）",
        "sheets": sheets,
        "checks": list(_checks(case)),
        **form_of(case, filling, lines, refused),
        "keep": keep,
        "kept": request.session.pop("kept", ""),
        **told,
    }
    return render(request, "office/workbook.html", context, status=status_of(lines, refused))


@require_safe
@signed_in
def printed(request: HttpRequest, visitor: Visitor, pk: int, form: str) -> HttpResponse:
    """All sheets as PDF or workbook; `?blank` gives them to be filled in by hand."""
    case, _ = open_book(visitor, pk, JUDGED)
    is_blank = "blank" in request.GET
    sheets = blank_sheets(pack()) if is_blank else sheets_of(case)
    if form == "pdf":
        content = sheets_pdf(case, sheets, visitor.at)
    else:
        content = sheets_workbook(case, sheets, visitor.at, is_blank=is_blank)
    if not is_blank:
        note_export(visitor, {"sheets": case.number, "format": form})
    name = f"打分表{'（空白）' if is_blank else ''} {case.number}.{form}"
    answer = HttpResponse(content, content_type=TYPES[form])
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@signed_in
def runs(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """How far the team's runs are: a fragment that asks again until all have ended."""
    case: Case = KINDS["case"].one(visitor, pk)
    if not may_see(case, visitor, "data_analysis"):
        raise NotThere("没有这个页面")
    content = runs_shown(case) | {"url": request.path}
    return render(request, "certifying/evaluation/runs.html", {"content": content})


def _sheets(case: Case, told: Mapping[str, Any]) -> Sequence[FilledSheet]:
    return blank_sheets(pack()) if "problem" in told else sheets_of(case)


def _sheet(case: Case, id: str, told: Mapping[str, Any]) -> FilledSheet:
    if id == BONUS:
        return _bonus(told)
    found = next((each for each in _sheets(case, told) if each.id == id), None)
    if found is None:
        raise NotThere("没有这张打分表")
    return found


def _bonus(told: Mapping[str, Any]) -> FilledSheet:
    """The 提升指标 as a sheet of their own; appendix D has none for them."""
    known = told.get("scores", {}).get("bonus", {})
    scores, ends = known.get("leaves", {}), known.get("points", {"low": "", "high": ""})
    lines = tuple(
        SheetLine(leaf.id, leaf.name, NOT_LISTED, str(leaf.weight), _points(scores.get(leaf.id), leaf), "")
        for leaf in pack().tree.improvement_leaves
    )
    total = ends["low"] if ends["low"] == ends["high"] else f"{ends['low']}–{ends['high']}"
    return FilledSheet("13.1.2", "提升指标评判", "提升指标", BONUS, lines, known.get("maximum", "15"), total)


def _points(score: str | None, leaf: Leaf) -> str:
    return "" if score is None else half_up(Fraction(score) * Fraction(leaf.weight) / 100, 2)


def _checks(case: Case) -> list[str]:
    """The connection in every 24 h stands beside the sheet, never in its score (附录D.1.1)."""
    found = case.evaluation.result["checks"].get("connection_24h") if case.evaluation else None
    name = pack().conformity["connection_24h"].name
    return [f"{name}：{STANDING.get(found['status'], found['status'])}，{worst(found)}"] if found else []
