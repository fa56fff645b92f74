"""Declaring one's ties before one is named: what is asked of me, and the form; nothing else of the case is shown."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.certification.models import Case
from hengxian.certification.queries.plan import DONE
from hengxian.certification.queries.team import ROLES_IN_CASES, is_invited
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.records.edition import pack
from hengxian.records.models import RegisterRow
from hengxian.records.parameters import value_of
from hengxian.records.registers.asking import SUBJECT, asks
from hengxian.records.registers.book import open_book
from hengxian.records.registers.reading import row_of
from hengxian.records.registers.writing import revise, write
from hengxian.web.acting.asking import question
from hengxian.web.acting.filling import fill, marks
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in

TABLE = "member_declarations"


@require_safe
@signed_in
def declarations(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The cases I was asked about or am in, and whether I have declared."""
    _admit(visitor)
    person = visitor.actor.person
    running = Case.objects.exclude(status__in=DONE).select_related("organisation", "hotline").order_by("-pk")
    mine = [(case, _own(case, person)) for case in running if is_invited(case, person)]
    return render(request, "office/declarations.html", {"title": "利益关系声明", "mine": mine})


@require_http_methods(["GET", "POST"])
@signed_in
def declare(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """My declaration in one case, first or again."""
    _admit(visitor)
    case = Case.objects.select_related("organisation", "hotline").filter(pk=pk).first()
    if case is None or case.status in DONE or not is_invited(case, visitor.actor.person):
        raise NotThere("没有这个声明，或者没有征询您")
    table, row = pack().register(TABLE), _own(case, visitor.actor.person)
    asked = [question(ask) for ask in asks(table, pack()) if ask.id != SUBJECT]
    filling = fill(request, asked, {}, _start(row, visitor))
    refused = None
    if filling.is_whole:
        try:
            _keep(case, row, dict(filling.facts), visitor)
            messages.success(request, "已声明")
            return redirect(reverse("office:declarations"))
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    context = {
        "title": f"利益关系声明：{case.number}",
        "case": case,
        "row": row,
        "lookback": value_of("P-lookback", visitor.at),
        **filling.shown(filling.errors or marks(refused, filling)),
        "refused": refused,
        "button": "声明",
        "back": reverse("office:declarations"),
    }
    status = refused.http if refused else 422 if filling.errors else 200
    return render(request, "office/declare.html", context, status=status)


def _admit(visitor: Visitor) -> None:
    if visitor.is_client or not visitor.actor.roles & {
        *ROLES_IN_CASES,
        "committee_member",
        "committee_chair",
    }:
        raise NotThere("没有这个页面")


def _own(case: Case, person: int) -> RegisterRow | None:
    return row_of(TABLE, case.story, str(person))


def _start(row: RegisterRow | None, visitor: Visitor) -> dict[str, Any]:
    """What stood there, never the tick of the declaration itself."""
    known = {name: value for name, value in row.data.items() if name != "true_statement"} if row else {}
    return known | {"declared_on": visitor.on}


def _keep(case: Case, row: RegisterRow | None, facts: dict[str, Any], visitor: Visitor) -> None:
    book = open_book(pack(), TABLE, case)
    if row is None:
        write(book, facts, subject=str(visitor.actor.person), by=visitor.actor, at=visitor.at)
    else:
        revise(book, row, facts, by=visitor.actor, at=visitor.at, reason="更新声明")
