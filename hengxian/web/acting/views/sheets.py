"""A whole register on one sheet: every subject a line, saved in one request."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hengxian.kernel.refusals import NotAllowed, NotThere, Refused
from hengxian.records.edition import pack
from hengxian.records.models import RegisterRow
from hengxian.records.registers.asking import SUBJECT
from hengxian.records.registers.subjects import name_of, subjects
from hengxian.records.registers.writing import Line, write_many
from hengxian.standard.model.clauses import Clause
from hengxian.web.acting import books
from hengxian.web.acting.books import EVIDENCE, OpenBook
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.components import forms


@dataclass(frozen=True)
class SheetLine:
    """One subject: its place on the sheet, its row as it is kept, the fields to fill in."""

    place: int
    subject: str
    name: str
    row: RegisterRow | None
    fields: list[forms.Field]
    errors: dict[str, str]

    @property
    def clause(self) -> Clause | None:
        """The printed item the line is about; None where it is about something else."""
        return pack().clauses.by_id.get(self.subject)


@require_http_methods(["GET", "POST"])
@signed_in
def sheet(request: HttpRequest, visitor: Visitor, kind: str, pk: int, table: str) -> HttpResponse:
    """All subjects of a register; lines left empty are left alone."""
    book = books.open_for(books.owner(visitor, kind, pk), table, visitor)
    if not books.has_sheet(book.table, pack()):
        raise NotThere("这个台账没有整表填写")
    if not book.may_write:
        raise NotAllowed(book.barred)
    post = request.POST if request.method == "POST" else None
    shown = _lines(book, post)
    refused, is_faulty = None, any(line.errors for line in shown)
    if post is not None and not is_faulty:
        try:
            written = write_many(book.book, _said(book, shown, post), by=visitor.actor, at=visitor.at)
            count = len(written.made) + len(written.changed)
            messages.success(request, f"已保存《{book.table.title}》：{count} 条有变化")
            request.session["kept"] = f"{kind}-{pk}-{table}-sheet"
            return redirect(reverse(f"{visitor.door}:register", args=[kind, pk, table]))
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    context = {
        "title": f"{book.table.title}：整表填写",
        "table": book.table,
        "lines": shown,
        "columns": [field for field in books.questions(book) if field.id not in (SUBJECT, EVIDENCE)],
        "refused": refused,
        "is_faulty": is_faulty,
        "keep": f"{kind}-{pk}-{table}-sheet",
        "heading": KINDS[kind].heading(book.book.record) if kind in KINDS else "机构台账",
        "back": reverse(f"{visitor.door}:register", args=[kind, pk, table]),
    }
    return render(
        request, "acting/sheet.html", context, status=refused.http if refused else 422 if is_faulty else 200
    )


def _lines(book: OpenBook, post: QueryDict | None) -> list[SheetLine]:
    known = {row.subject: row for row in books.all_rows(book) if _is_of_the_sheet(row, book)}
    asked = [each for each in books.questions(book) if each.id not in (SUBJECT, EVIDENCE)]
    choices = books.choices(book)
    lines = []
    for place, subject in enumerate(subjects(book.table, pack())):
        row, prefix = known.get(subject), f"r{place}-"
        is_said = post is not None and _is_said(asked, post, prefix)
        answers = (
            forms.read(asked, post, choices=choices, prefix=prefix) if is_said and post else forms.Answers()
        )
        fields = forms.fields(
            asked, facts=books.facts_of(row, book) if row else {}, post=post, errors=answers.errors,
            choices=choices, prefix=prefix,
        )  # fmt: skip
        lines.append(
            SheetLine(place, subject, name_of(book.table, subject, pack()), row, fields, answers.errors)
        )
    return lines


def _is_of_the_sheet(row: RegisterRow, book: OpenBook) -> bool:
    """Where every writer has his own rows, only those are on his sheet."""
    is_shared = book.table.subject is not None and book.table.subject.unique == "row"
    return is_shared or row.written_by == book.visitor.actor.person


def _said(book: OpenBook, lines: list[SheetLine], post: QueryDict) -> list[Line]:
    asked = [each for each in books.questions(book) if each.id not in (SUBJECT, EVIDENCE)]
    choices = books.choices(book)
    said = []
    for line in lines:
        prefix = f"r{line.place}-"
        if _is_said(asked, post, prefix):
            facts = forms.read(asked, post, choices=choices, prefix=prefix).facts
            version = post.get(f"{prefix}version", "")
            evidence = tuple(line.row.evidence) if line.row else ()
            said.append(Line(facts, line.subject, evidence, int(version) if version.isdecimal() else None))
    return said


def _is_said(asked: list[Any], post: QueryDict, prefix: str) -> bool:
    return any(any(value.strip() for value in post.getlist(prefix + each.id)) for each in asked)
