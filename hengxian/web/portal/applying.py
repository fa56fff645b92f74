"""Filling in an application: appendix A part by part, conditions, materials, prefill, answers (6.1.1, 6.1.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hengxian.certification.actions import applying
from hengxian.certification.applying import appendix, materials
from hengxian.certification.models import Application
from hengxian.journal.receipts import once
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.records.edition import pack
from hengxian.records.files.kinds import ACCEPT
from hengxian.records.models import StoredFile
from hengxian.records.registers.book import open_book
from hengxian.records.registers.reading import rows
from hengxian.records.registers.writing import Line, write_many
from hengxian.web.acting.asking import Question, question
from hengxian.web.acting.filling import Filling, fill, marks
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.certifying.slices.applications import steps
from hengxian.web.components import forms


@dataclass(frozen=True)
class Row:
    """A row of a grid of appendix A: its label and category, and a field for each column."""

    label: str
    category: str
    note: str
    cells: list[forms.Field]


@require_http_methods(["GET", "POST"])
@signed_in
def part(request: HttpRequest, visitor: Visitor, pk: int, part: str) -> HttpResponse:
    """One part of appendix A; what can be kept is kept, what cannot is told at its field."""
    application = own(visitor, pk)
    if part not in appendix.PARTS:
        raise NotThere("没有这个页面")
    asked = [question(ask) for ask in appendix.asks(part)]
    if request.method != "POST":
        return _part_page(request, application, part, asked, {}, None)
    said = forms.read(asked, request.POST, is_draft=True)
    errors, refused = _save(request, visitor, application, part, said)
    application = own(visitor, pk)
    if request.headers.get("HX-Request"):
        context = {"errors": errors, "refused": refused, "version": application.version, "at": visitor.at}
        return render(request, "portal/saved.html", context)
    if errors or refused:
        return _part_page(request, application, part, asked, errors, refused)
    messages.success(request, f"已保存：{appendix.form(part).title}")
    return redirect(_next(application, part) if "onward" in request.POST else request.path)


@require_http_methods(["GET", "POST"])
@signed_in
def conditions(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """The applicant's word on each of the five conditions, with evidence."""
    application = own(visitor, pk)
    told = materials.conditions(application)
    asked = [each for condition in told for each in _about(condition)]
    filling = fill(request, asked, {}, _said(told))
    refused: Refused | None = None
    if filling.is_whole:
        try:
            once(
                filling.key,
                by=visitor.actor,
                at=visitor.at,
                make=lambda: _state(application, told, filling, visitor),
            )
            messages.success(request, "已保存：五项申请条件")
            return redirect(reverse("portal:record", args=["application", pk]))
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    shown = filling.shown(filling.errors or marks(refused, filling))
    by_name = {field.name: field for field in shown["fields"]}
    context = {
        "title": f"五项申请条件：{application.number}", "application": application, "steps": steps(application),
        "here": "conditions", "refused": refused, "version": application.version, **shown,
        "conditions": [(each, [by_name[ask.id] for ask in _about(each)]) for each in told],
    }  # fmt: skip
    return render(request, "portal/conditions.html", context, status=_status(refused, filling))


@require_http_methods(["GET", "POST"])
@signed_in
def material(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """The seven materials; a file at a time, each kept at once."""
    application = own(visitor, pk)
    refused: Refused | None = None
    if request.method == "POST":
        try:
            _hand_in(request, visitor, application)
            return redirect(request.path)
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
            application = own(visitor, pk)
    context = {
        "title": f"七项申请材料：{application.number}", "application": application, "steps": steps(application),
        "here": "materials", "refused": refused, "materials": materials.materials(application), "accept": ACCEPT,
        "form_id": materials.FORM, "data_id": materials.DATA, "other_id": materials.OTHER,
    }  # fmt: skip
    return render(request, "portal/materials.html", context, status=refused.http if refused else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def prefill(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Fill empty questions from an earlier application or an export; nothing counts before it is confirmed (A-8)."""
    application = own(visitor, pk)
    earlier = KINDS["application"].seen_by(visitor).exclude(pk=pk).order_by("-pk")[:20]
    choices = {"earlier": [(str(each.pk), f"{each.number}（{each.status}）") for each in earlier]}
    asked = (
        Question("earlier", "以前的申请", "choice", required=False),
        Question("export", "自评系统导出的申请准备包（zip）或预填文件（JSON）", "file", required=False),
    )
    filling = fill(request, asked, choices)
    refused: Refused | None = None
    if filling.is_whole:
        try:
            _prefill(application, filling.facts, visitor)
            messages.success(request, "已预填空白的问题；请逐项核对，确认后才算填写。声明不会预填")
            return redirect(reverse("portal:record", args=["application", pk]))
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    context = {
        "title": f"预填：{application.number}", **filling.shown(filling.errors or marks(refused, filling)),
        "refused": refused, "back": reverse("portal:record", args=["application", pk]), "button": "预填",
    }  # fmt: skip
    return render(request, "portal/own.html", context, status=_status(refused, filling))


@require_http_methods(["GET", "POST"])
@signed_in
def answers(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """An answer to each item of the one notice (6.1.3)."""
    application = own(visitor, pk)
    items = list(rows("supplement_items", application.story))
    if application.supplement_told_at is None:
        raise NotThere("没有需要答复的补充告知")
    known = {row.subject: row for row in rows("supplement_answers", application.story)}
    asked = [
        Question(
            f"answer_{row.number}", f"{row.number}. {row.data['lacking']}", "long_text", required=False,
            note=f"应提交：{row.data['expected']}",
        )
        for row in items
    ]  # fmt: skip
    start = {f"answer_{subject}": row.data["answer"] for subject, row in known.items()}
    filling = fill(request, asked, {}, start)
    refused: Refused | None = None
    if filling.is_whole:
        said = {str(row.number): filling.facts[f"answer_{row.number}"] for row in items}
        lines = [
            Line({"answer": text}, subject, (), known[subject].version if subject in known else None)
            for subject, text in said.items()
            if text
        ]
        try:
            book = open_book(pack(), "supplement_answers", application)
            write_many(book, lines, by=visitor.actor, at=visitor.at)
            messages.success(request, "已保存答复；补充的文件请在“七项申请材料”上传，完成后提交补充材料")
            return redirect(reverse("portal:record", args=["application", pk]))
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    context = {
        "title": f"答复补充告知：{application.number}", **filling.shown(filling.errors), "refused": refused,
        "back": reverse("portal:record", args=["application", pk]), "button": "保存答复",
    }  # fmt: skip
    return render(request, "portal/own.html", context, status=_status(refused, filling))


def own(visitor: Visitor, pk: int) -> Application:
    """The application, for its applicant."""
    found: Application = KINDS["application"].one(visitor, pk)
    return found


def _save(
    request: HttpRequest, visitor: Visitor, application: Application, part: str, said: forms.Answers
) -> tuple[dict[str, str], Refused | None]:
    """Keep what can be kept; the faults by field, or the refusal of the whole."""
    told = request.POST.get("version", "")
    version = int(told) if told.isdecimal() else None
    is_confirmed = request.POST.get("confirmed") == "yes"
    facts, errors = dict(said.facts), dict(said.errors)
    try:
        for _ in range(2):
            try:
                applying.save_part(
                    application,
                    part,
                    facts,
                    by=visitor.actor,
                    at=visitor.at,
                    version=version,
                    is_confirmed=is_confirmed,
                )
                break
            except appendix.Misfilled as wrong:
                errors |= {fault.field: fault.sentence for fault in wrong.faults}
                facts = {name: value for name, value in facts.items() if name not in errors}
    except Refused as refusal:
        return errors, shown_in_form(request, refusal)
    return errors, None


def _part_page(
    request: HttpRequest, application: Application, part: str, asked: list[Question], errors: Mapping[str, str],
    refused: Refused | None,
) -> HttpResponse:  # fmt: skip
    sheet = appendix.form(part)
    post = request.POST if request.method == "POST" else None
    start = appendix.values(application, part)
    fields = {field.name: field for field in forms.fields(asked, facts=start, post=post, errors=errors)}
    grid = [
        Row(
            row.label,
            row.category or "",
            row.note or "",
            [fields.pop(cell) for cell, _ in appendix.cells(sheet, row)],
        )
        for row in (sheet.fields if sheet.layout == "grid" else ())
    ]
    known = [
        (field.label, start.get(field.id)) for field in appendix.columns(part) if field.id in appendix.KNOWN
    ]
    waiting = (application.form.get(appendix.PREFILLED) or {}).get(part) or []
    names = [field.label for field in appendix.columns(part) if field.id in waiting]
    context = {
        "title": f"{part} {sheet.title}：{application.number}", "application": application, "here": part,
        "steps": steps(application), "fields": list(fields.values()), "grid": grid, "errors": errors,
        "columns": [label for _, label in appendix.cells(sheet, sheet.fields[0])] if grid else [],
        "known": known, "waiting": names, "refused": refused, "version": application.version, "part": part,
    }  # fmt: skip
    status = refused.http if refused else 422 if errors else 200
    return render(request, "portal/part.html", context, status=status)


def _next(application: Application, part: str) -> str:
    address = reverse("portal:record", args=["application", application.pk])
    told = steps(application)
    here = next(place for place, step in enumerate(told) if step.id == part)
    return told[here + 1].address if here + 1 < len(told) else address


def _about(condition: materials.Condition) -> list[Question]:
    name = condition.id.replace(".", "_")
    asked = [
        Question(f"text_{name}", "说明", "long_text", required=False),
        Question(f"evidence_{name}", "凭据所在", "text", required=False, note="如：设立批复、材料3第2章"),
        Question(f"files_{name}", "凭据文件", "files", required=False),
    ]
    since = Question(f"since_{name}", "管理体系开始运行日期", "date", required=False)
    return [since, *asked] if condition.id == materials.HAS_RUN else asked


def _said(told: list[materials.Condition]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in told:
        name = each.id.replace(".", "_")
        found |= {f"text_{name}": each.text, f"evidence_{name}": each.evidence, f"since_{name}": each.since}
    return found


@transaction.atomic
def _state(
    application: Application, told: list[materials.Condition], filling: Filling, visitor: Visitor
) -> Application:
    version = filling.version
    for each in told:
        name, facts = each.id.replace(".", "_"), filling.facts
        applying.state_condition(
            application, each.id, text=facts[f"text_{name}"], evidence=facts[f"evidence_{name}"],
            since=facts.get(f"since_{name}"), by=visitor.actor, at=visitor.at, version=version,
        )  # fmt: skip
        version = None if version is None else application.version
        for file in facts[f"files_{name}"]:
            _keep(application, each.id, file, visitor)
    return application


def _hand_in(request: HttpRequest, visitor: Visitor, application: Application) -> None:
    """A file, or 无 for the seventh."""
    key = request.POST.get("key", "")[:80]
    if "none" in request.POST:
        applying.say_none(application, request.POST["none"] == "yes", by=visitor.actor, at=visitor.at)
        return
    subject, replaced = request.POST.get("subject", ""), request.POST.get("replaces", "")
    earlier = (
        StoredFile.objects.filter(pk=int(replaced), about=application.story).first()
        if replaced.isdecimal()
        else None
    )
    for place, file in enumerate(request.FILES.getlist("file")):
        make = partial(_keep, application, subject, file, visitor, earlier)
        once(f"{key}:{place}" if key else "", by=visitor.actor, at=visitor.at, make=make)
        messages.success(request, f"已收到：{file.name}")


def _keep(
    application: Application, subject: str, file: Any, visitor: Visitor, replaces: StoredFile | None = None
) -> StoredFile:
    category = "declaration" if subject == materials.FORM else "material"
    return applying.add_material(
        application, subject, file, file.name or "", by=visitor.actor, at=visitor.at,
        declared_type=file.content_type or "", category=category, replaces=replaces,
    )  # fmt: skip


def _prefill(application: Application, facts: Mapping[str, Any], visitor: Visitor) -> None:
    if facts.get("earlier"):
        earlier = own(visitor, int(facts["earlier"]))
        applying.prefill_from_earlier(application, earlier, by=visitor.actor, at=visitor.at)
    if facts.get("export"):
        content = facts["export"].read(2 << 20)
        applying.prefill_from_export(application, content, by=visitor.actor, at=visitor.at)


def _status(refused: Refused | None, filling: Filling) -> int:
    return refused.http if refused else 422 if filling.errors else 200
