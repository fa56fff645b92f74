"""The clerk's review of an application: every condition and material with what was handed in, saved in one request."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hengxian.certification.actions import contracting
from hengxian.certification.applying import fees as listed
from hengxian.certification.applying import materials
from hengxian.certification.models import Application
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.records.edition import pack
from hengxian.records.models import RegisterRow
from hengxian.records.registers.book import open_book
from hengxian.records.registers.reading import rows
from hengxian.records.registers.writing import Line, write_many
from hengxian.web.acting.asking import Question
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.certifying.slices.applications import FINDINGS, IN_REVIEW, figures_shown, warned
from hengxian.web.components import forms


@dataclass(frozen=True)
class Finding:
    """One condition or material: what was handed in, its row as it is kept, the fields of the finding."""

    about: Any
    register: str
    row: RegisterRow | None
    prefix: str
    fields: list[forms.Field]
    errors: dict[str, str]


@require_http_methods(["GET", "POST"])
@signed_in
def review(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Findings on the five conditions and the seven materials; lines left empty are left alone."""
    application = _for_desk(visitor, pk)
    post = request.POST if request.method == "POST" else None
    found = _findings(application, post)
    refused: Refused | None = None
    if post is not None and not any(each.errors for each in found):
        try:
            count = _write(application, found, post, visitor)
            messages.success(request, f"已保存审查记录：{count} 项有变化")
            return redirect(reverse("office:record", args=["application", pk]))
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    is_faulty = any(each.errors for each in found)
    warnings = warned(application, visitor)
    context = {
        "title": f"受理审查：{application.number}", "record": application, "visitor": visitor, "refused": refused,
        "conditions": [each for each in found if each.register == FINDINGS[0]],
        "materials": [each for each in found if each.register == FINDINGS[1]],
        "content": figures_shown(application, visitor), "may_write": _may_write(application, visitor),
        "warnings": warnings["warnings"] if warnings else [], "is_faulty": is_faulty,
    }  # fmt: skip
    return render(
        request, "office/review.html", context, status=refused.http if refused else 422 if is_faulty else 200
    )


@require_http_methods(["GET", "POST"])
@signed_in
def fees(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """The published fees of the day, each with quantity, price and the reason of another price (条例 20)."""
    application = _for_desk(visitor, pk)
    published = listed.published(visitor.on)
    known = {row.data["item"]: row.data for row in rows("agreed_fees", application.story)}
    post = request.POST if request.method == "POST" else None
    lines = [_fee_line(place, each, known.get(each.item), post) for place, each in enumerate(published)]
    refused: Refused | None = None
    if post is not None and not any(line["errors"] for line in lines):
        try:
            said = [line["said"] for line in lines if line["said"]]
            contracting.agree_fees(application, said, by=visitor.actor, at=visitor.at)
            messages.success(request, f"已保存协议收费：{len(said)} 项")
            return redirect(reverse("office:record", args=["application", pk]))
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    is_faulty = any(line["errors"] for line in lines)
    context = {
        "title": f"协议收费：{application.number}", "record": application, "lines": lines, "refused": refused,
        "is_faulty": is_faulty,
    }  # fmt: skip
    return render(
        request, "office/fees.html", context, status=refused.http if refused else 422 if is_faulty else 200
    )


def _for_desk(visitor: Visitor, pk: int) -> Application:
    application: Application = KINDS["application"].one(visitor, pk)
    if not visitor.actor.roles & {"clerk", "head_of_body", "lead_auditor"}:
        raise NotThere("没有这个页面")
    return application


def _may_write(application: Application, visitor: Visitor) -> bool:
    return "clerk" in visitor.actor.roles and application.status in IN_REVIEW


def _questions(register: str) -> list[Question]:
    return [
        Question(each.id, each.label, each.type, each.required, each.options, each.note or "")
        for each in pack().registers[register].fields
    ]


def _findings(application: Application, post: QueryDict | None) -> list[Finding]:
    about: list[tuple[str, Any]] = [(FINDINGS[0], each) for each in materials.conditions(application)]
    about += [(FINDINGS[1], each) for each in materials.materials(application)]
    known = {(name, row.subject): row for name in FINDINGS for row in rows(name, application.story)}
    return [_finding(name, each, known.get((name, each.id)), post) for name, each in about]


def _finding(register: str, about: Any, row: RegisterRow | None, post: QueryDict | None) -> Finding:
    prefix = f"f{about.id.replace('.', '_')}-"
    asked = _questions(register)
    is_said = post is not None and _is_said(asked, post, prefix)
    errors = forms.read(asked, post, prefix=prefix).errors if is_said and post else {}
    fields = forms.fields(asked, facts=row.data if row else {}, post=post, errors=errors, prefix=prefix)
    return Finding(about, register, row, prefix, fields, errors)


def _is_said(asked: list[Question], post: QueryDict, prefix: str) -> bool:
    return any(post.get(f"{prefix}{each.id}", "").strip() for each in asked)


@transaction.atomic
def _write(application: Application, found: list[Finding], post: QueryDict, visitor: Visitor) -> int:
    count = 0
    for register in FINDINGS:
        asked = _questions(register)
        lines = [
            Line(forms.read(asked, post, prefix=each.prefix).facts, each.about.id, (), _version(post, each))
            for each in found
            if each.register == register and _is_said(asked, post, each.prefix)
        ]
        written = write_many(open_book(pack(), register, application), lines, by=visitor.actor, at=visitor.at)
        count += len(written.made) + len(written.changed)
    return count


def _version(post: QueryDict, finding: Finding) -> int | None:
    told = post.get(f"{finding.prefix}version", "")
    return int(told) if told.isdecimal() else None


def _fee_line(
    place: int, fee: listed.ListedFee, known: dict[str, Any] | None, post: QueryDict | None
) -> dict[str, Any]:
    asked = [
        Question("quantity", "数量", "number", required=False),
        Question("agreed", "协议单价", "number", required=False),
        Question("reason", "与公布标准不同的理由", "text", required=False),
    ]
    prefix, start = f"p{place}-", known or {"agreed": str(fee.amount)}
    answers = forms.read(asked, post, prefix=prefix) if post is not None else forms.Answers()
    quantity, price = answers.facts.get("quantity"), answers.facts.get("agreed")
    errors = dict(answers.errors)
    if quantity is not None and price is None and not errors:
        errors["agreed"] = "填了数量的，须填协议单价"
    fields = forms.fields(asked, facts=start, post=post, errors=errors, prefix=prefix)
    is_said = quantity is not None or (known is not None and post is not None)
    said = contracting.FeeLine(
        fee.item, str(quantity or 0), str(price or fee.amount), answers.facts.get("reason", "")
    )
    return {"fee": fee, "fields": fields, "errors": errors, "said": said if is_said else None}
