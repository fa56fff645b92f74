"""The score sheets on a page: fifteen at a glance, one to be filled in and saved at once, prints (附录D, A-13)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.certification.edition import pack
from hengxian.certification.models import Case
from hengxian.certification.papers.sheets import sheets_pdf, sheets_workbook
from hengxian.certification.queries.judging import (
    IMPROVEMENT,
    JUDGED,
    SEEN,
    Evidence,
    Rating,
    evidence_of,
    names_of_evidence,
    ratings_of,
)
from hengxian.certification.queries.sheets import by_leaf, figure_of, sheets_of
from hengxian.evaluation.blanks import blank_sheets
from hengxian.evaluation.report.sections.checks import worst
from hengxian.evaluation.report.wording import STANDING
from hengxian.kernel.quantity import half_up
from hengxian.kernel.refusals import NotAllowed, NotThere, Refused
from hengxian.records.registers.writing import Line, write_many
from hengxian.scoring.sheets import NOT_LISTED, FilledSheet, SheetLine
from hengxian.standard.model.tree import Leaf
from hengxian.web.acting import books
from hengxian.web.acting.asking import Pairs, Question
from hengxian.web.acting.books import OpenBook
from hengxian.web.acting.exporting import note_export
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.slices.evaluation import may_see, runs_shown, scores_shown
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.components import forms

BONUS = "improvement"
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ASKED = (
    Question("score", "评判得分", "points", unit="分（0–100）"),
    Question("content", "评价内容", "text", required=False, note="规则未列评价内容，由评价人员填写"),
    Question("reason", "理由", "long_text"),
    Question("evidence", "证据", "choices", note="至少一件"),
)
PRINTED = (ASKED[0], *ASKED[2:])  # where the rule itself says what is looked at


@dataclass(frozen=True)
class Shown:
    """A line of the sheet on the page: what is printed, what others gave, and what this person may fill in."""

    leaf: Leaf
    line: SheetLine
    figure: str = ""
    ratings: Sequence[Rating] = ()
    own: Rating | None = None
    seen: Sequence[Evidence] = ()
    fields: Sequence[forms.Field] = ()
    errors: Mapping[str, str] | None = None

    @property
    def is_measured(self) -> bool:
        """Whether the engine gives it, and nobody else."""
        return self.leaf.source == "measured"


@require_safe
@signed_in
def overview(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """The fifteen sheets with their totals, the composite, and what is still open."""
    case, book = _open(visitor, pk, JUDGED)
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
    case, book = _open(visitor, pk, IMPROVEMENT if sheet == BONUS else JUDGED)
    post = request.POST if request.method == "POST" else None
    if post is not None and not book.may_write:
        raise NotAllowed(book.barred)
    told = scores_shown(case)
    found = _sheet(case, sheet, told)
    lines = _lines(case, book, found, post)
    is_faulty, refused = any(line.errors for line in lines), None
    if post is not None and not is_faulty:
        try:
            saved = write_many(book.book, list(_said(lines, post)), by=visitor.actor, at=visitor.at)
            messages.success(request, f"已保存{found.title}：{len(saved.made) + len(saved.changed)} 项有变化")
            request.session["kept"] = f"case-{pk}-sheet-{sheet}"
            return redirect(request.path)
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    context = {
        "title": f"{found.title}（{KINDS['case'].heading(case)}）",
        "case": case,
        "sheet": found,
        "lines": lines,
        "checks": list(_checks(case)) if sheet == "D.1.1" else [],
        "may_write": book.may_write,
        "barred": book.barred,
        "refused": refused,
        "is_faulty": is_faulty,
        "keep": f"case-{pk}-sheet-{sheet}",
        "kept": request.session.pop("kept", ""),
        "back": reverse("office:sheets", args=[pk]),
        "sources": [
            (pack().register(one).title, reverse("office:register", args=["case", pk, one])) for one in SEEN
        ],
        "names": names_of_evidence(
            one for line in lines for each in line.ratings for one in each.row.evidence
        ),
        **told,
    }
    status = refused.http if refused else 422 if is_faulty else 200
    return render(request, "office/score_sheet.html", context, status=status)


@require_safe
@signed_in
def printed(request: HttpRequest, visitor: Visitor, pk: int, form: str) -> HttpResponse:
    """All sheets as PDF or workbook; `?blank` gives them to be filled in by hand."""
    case, _ = _open(visitor, pk, JUDGED)
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
    return render(request, "acting/evaluation/runs.html", {"content": content})


def _open(visitor: Visitor, pk: int, register: str) -> tuple[Case, OpenBook]:
    case: Case = KINDS["case"].one(visitor, pk)
    return case, books.open_for(case, register, visitor)


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


def _lines(case: Case, book: OpenBook, sheet: FilledSheet, post: QueryDict | None) -> list[Shown]:
    given, gathered = by_leaf(ratings_of(case)), evidence_of(case)
    result = case.evaluation.result if case.evaluation else None
    lines = []
    for line in sheet.lines:
        leaf = pack().tree.leaf(line.leaf)
        if leaf.source == "measured":
            figure = figure_of(leaf, result) if result else "审核组尚未运行计算引擎"
            lines.append(Shown(leaf, line, figure))
            continue
        lines.append(_judged(book, leaf, line, given.get(leaf.id, []), gathered, post))
    return lines


def _judged(
    book: OpenBook,
    leaf: Leaf,
    line: SheetLine,
    given: Sequence[Rating],
    gathered: Sequence[Evidence],
    post: QueryDict | None,
) -> Shown:
    own = next((each for each in given if each.row.written_by == book.visitor.actor.person), None)
    seen = [each for each in gathered if leaf.id in each.leaves]
    shown = Shown(leaf, line, "", given, own, seen)
    if not book.may_write:
        return shown
    asked, prefix = asked_of(line), f"{leaf.id}-"
    choices = {"evidence": _choices(leaf, gathered, own)}
    is_said = post is not None and is_answered(asked, post, prefix)
    answers = forms.read(asked, post, choices=choices, prefix=prefix) if is_said and post else forms.Answers()
    facts = {**own.row.data, "evidence": tuple(own.row.evidence)} if own else {}
    fields = forms.fields(
        asked, facts=facts, post=post, errors=answers.errors, choices=choices, prefix=prefix
    )
    return Shown(leaf, line, "", given, own, seen, fields, answers.errors)


def asked_of(line: SheetLine) -> tuple[Question, ...]:
    """What is asked of a judged line; its 评价内容 only where the rule lists none (T46)."""
    return ASKED if line.content.startswith(NOT_LISTED) else PRINTED


def is_answered(asked: Sequence[Question], post: QueryDict, prefix: str) -> bool:
    """Whether anything was said of the line."""
    return any(value.strip() for each in asked for value in post.getlist(prefix + each.id))


def _choices(leaf: Leaf, gathered: Sequence[Evidence], own: Rating | None) -> Pairs:
    """What names the leaf first; and whatever the person's own row rests on already."""
    ordered = sorted(gathered, key=lambda each: leaf.id not in each.leaves)
    pairs = [(each.reference, each.label) for each in ordered]
    known = {reference for reference, _ in pairs}
    kept = [one for one in own.row.evidence if one not in known] if own else []
    return [*pairs, *names_of_evidence(kept).items()]


def _said(lines: Sequence[Shown], post: QueryDict) -> list[Line]:
    found = []
    for line in lines:
        if line.is_measured or not is_answered(asked_of(line.line), post, f"{line.leaf.id}-"):
            continue
        choices = {"evidence": [(option.value, option.label) for option in line.fields[-1].options]}
        said = forms.read(asked_of(line.line), post, choices=choices, prefix=f"{line.leaf.id}-").facts
        evidence, version = said.pop("evidence"), post.get(f"{line.leaf.id}-version", "")
        found.append(Line(said, line.leaf.id, tuple(evidence), int(version) if version.isdecimal() else None))
    return found


def _checks(case: Case) -> list[str]:
    """The connection in every 24 h stands beside the sheet, never in its score (附录D.1.1)."""
    found = case.evaluation.result["checks"].get("connection_24h") if case.evaluation else None
    name = pack().conformity["connection_24h"].name
    return [f"{name}：{STANDING.get(found['status'], found['status'])}，{worst(found)}"] if found else []
