"""The pages of a register: its rows, one row's form, many rows in one request, revealing, export."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hengxian.journal.receipts import once
from hengxian.kernel.refusals import NotAllowed, NotThere, Refused
from hengxian.records.edition import pack
from hengxian.records.models import RegisterRow
from hengxian.records.privacy.revealing import reveal
from hengxian.records.registers.asking import SUBJECT
from hengxian.records.registers.gaps import gaps
from hengxian.records.registers.writing import revise, write
from hengxian.web.acting import attaching, books
from hengxian.web.acting.books import EVIDENCE, HIDDEN, OpenBook
from hengxian.web.acting.exporting import TYPES, as_file, check_may_export, note_export
from hengxian.web.acting.filling import Filling, fill, marks
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in


@require_safe
@signed_in
def registers(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The body's own registers."""
    owner = books.owner(visitor, "body", 1)
    context = {
        "title": "机构台账",
        "groups": books.spines(owner, visitor),
        "visitor": visitor,
        "kind": "body",
        "pk": 1,
        "first_rows": books.empty_with_first_rows(visitor),
    }
    return render(request, "acting/registers.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def register(request: HttpRequest, visitor: Visitor, kind: str, pk: int, table: str) -> HttpResponse:
    """The rows of a register, and the form of a new one for whoever may write."""
    book = books.open_for(books.owner(visitor, kind, pk), table, visitor)
    asked = _asked(book)
    filling = fill(request, asked, books.choices(book), {SUBJECT: request.GET.get("subject", "")})
    if request.method == "POST" and not book.may_write:
        raise NotAllowed(book.barred)
    refused = None
    if filling.is_whole:
        try:
            _write(book, filling, visitor)
            messages.success(request, f"已填入《{book.table.title}》")
            request.session["kept"] = f"{kind}-{pk}-{table}"
            return redirect(_address(visitor, kind, pk, table))
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    context = _page(book, kind, pk) | _form(book, filling, refused, f"{kind}-{pk}-{table}")
    context["kept"] = request.session.pop("kept", "")
    status = refused.http if refused else 422 if filling.errors else 200
    return render(request, "acting/register.html", context, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def row(request: HttpRequest, visitor: Visitor, kind: str, pk: int, table: str, number: int) -> HttpResponse:
    """Revising one row."""
    book = books.open_for(books.owner(visitor, kind, pk), table, visitor)
    found = _row(book, number)
    if not book.may_write:
        raise NotAllowed(book.barred)
    filling = fill(request, _asked(book, revising=True), books.choices(book), books.facts_of(found, book))
    refused = None
    if filling.is_whole:
        try:
            _revise(book, found, filling, visitor)
            messages.success(request, f"已修改《{book.table.title}》第 {number} 号")
            return redirect(_address(visitor, kind, pk, table))
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
            found = _row(book, number)
    context = _page(book, kind, pk) | _form(book, filling, refused, f"{kind}-{pk}-{table}-{number}")
    context |= {"row": found, "version": found.version, "back": _address(visitor, kind, pk, table)}
    status = refused.http if refused else 422 if filling.errors else 200
    return render(request, "acting/register_row.html", context, status=status)


@require_POST
@signed_in
def revealing(
    request: HttpRequest, visitor: Visitor, kind: str, pk: int, table: str, number: int
) -> HttpResponse:
    """One row in clear, for a reason that goes into the journal (G-7)."""
    book = books.open_for(books.owner(visitor, kind, pk), table, visitor)
    found = _row(book, number)
    covered = [field.label for field in book.columns if field.level in HIDDEN]
    try:
        reveal(found, covered, by=visitor.actor, at=visitor.at, reason=request.POST.get("reason", ""))
    except Refused as refusal:
        refused = shown_in_form(request, refusal)
        context = _page(book, kind, pk) | {"refused": refused}
        return render(request, "acting/register.html", context, status=refused.http)
    context = _page(book, kind, pk) | {
        "lines": books.lines(book, [found], is_revealed=True),
        "is_revealed": True,
    }
    return render(request, "acting/register.html", context)


@require_safe
@signed_in
def export(request: HttpRequest, visitor: Visitor, kind: str, pk: int, table: str, form: str) -> HttpResponse:
    """The register as CSV or workbook: the columns the person sees, 敏感 ones covered."""
    if form not in TYPES:
        raise NotThere("没有这种格式")
    check_may_export(visitor)
    book = books.open_for(books.owner(visitor, kind, pk), table, visitor)
    sheet = books.sheet(book)
    note_export(visitor, {"register": table, "of": f"{kind}:{pk}", "format": form, "rows": len(sheet.cells)})
    return as_file(sheet, form)  # type: ignore[arg-type]  # checked above


def _asked(book: OpenBook, *, revising: bool = False) -> tuple[Any, ...]:
    asked = books.questions(book, revising=revising)
    return (*asked, *attaching.asked_for(asked))


def _write(book: OpenBook, filling: Filling, visitor: Visitor) -> RegisterRow:
    def made() -> RegisterRow:
        facts, about = attaching.split(filling.facts)
        evidence = _kept(book, facts.pop(EVIDENCE, ()), about)
        subject = str(facts.pop(SUBJECT, "") or "")
        return write(book.book, facts, by=visitor.actor, at=visitor.at, subject=subject, evidence=evidence)

    with transaction.atomic():
        return once(filling.key, by=visitor.actor, at=visitor.at, make=made)


def _revise(book: OpenBook, found: RegisterRow, filling: Filling, visitor: Visitor) -> RegisterRow:
    facts, about = attaching.split(filling.facts)
    files = facts.pop(EVIDENCE, ())
    own = found.written_by == visitor.actor.person
    covered = [] if own else [field.id for field in book.table.fields if field.level in HIDDEN]
    with transaction.atomic():
        evidence = [*found.evidence, *_kept(book, files, about)]
        return revise(
            book.book, found, books.without_empty(facts, covered), by=visitor.actor, at=visitor.at,
            version=filling.version, evidence=evidence,
        )  # fmt: skip


def _kept(book: OpenBook, files: Any, about: dict[str, Any]) -> list[str]:
    return attaching.keep_all(files, "evidence", book.book.bound, about, book.visitor)


def _row(book: OpenBook, number: int) -> RegisterRow:
    found: RegisterRow | None = books.all_rows(book).filter(number=number).first()
    if found is None:
        raise NotThere("没有这一条")
    return found


def _page(book: OpenBook, kind: str, pk: int) -> dict[str, Any]:
    visitor = book.visitor
    record = book.book.record
    return {
        "title": book.table.title,
        "book": book,
        "table": book.table,
        "lines": books.lines(book, books.all_rows(book)),
        "columns": book.columns,
        "gaps": gaps(book.book, visitor.on),
        "kind": kind,
        "pk": pk,
        "visitor": visitor,
        "heading": KINDS[kind].heading(record) if record is not None and kind in KINDS else "机构台账",
        "back_to": reverse(f"{visitor.door}:record", args=[kind, pk])
        if kind in KINDS
        else reverse(f"{visitor.door}:registers"),
        "has_sheet": books.has_sheet(book.table, pack()),
    }


def _form(book: OpenBook, filling: Filling, refused: Refused | None, keep: str) -> dict[str, Any]:
    errors = filling.errors or marks(refused, filling)
    return {
        **filling.shown(errors),
        "refused": refused,
        "keep": keep,
        "button": "保存",
    }


def _address(visitor: Visitor, kind: str, pk: int, table: str) -> str:
    return reverse(f"{visitor.door}:register", args=[kind, pk, table])
