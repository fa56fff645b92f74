"""Sheets by clause for a tablet on site: the page, saving from its outbox, and photos (6.2.1.3, 6.2.2.7)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from hengxian.certification.models import Case
from hengxian.certification.queries.plan import Block, plan_of
from hengxian.journal.receipts import once
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotThere, Refused
from hengxian.records.edition import pack
from hengxian.records.files.keeping import keep
from hengxian.records.files.kinds import ACCEPT
from hengxian.records.models import RegisterRow
from hengxian.records.models.stored_file import StoredFile
from hengxian.records.registers.reading import rows
from hengxian.records.registers.writing import Line, write_many
from hengxian.standard.model.clauses import Clause, Section
from hengxian.standard.model.registers import RegisterField
from hengxian.web.acting import attaching, books
from hengxian.web.acting.books import OpenBook
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import SHANGHAI, Visitor, signed_in
from hengxian.web.entrance.refusing import note

SHEETS = ("checklist", "document_review")
MOST_LINES = 300


@dataclass(frozen=True)
class Cell:
    """A column of one item: what stands in it now."""

    field: RegisterField
    value: Any

    @property
    def chosen(self) -> tuple[str, ...]:
        """The options that are ticked."""
        return tuple(self.value) if isinstance(self.value, list) else (str(self.value or ""),)


@dataclass(frozen=True)
class Item:
    """One printed item on the sheet: its row as kept, its columns, who is planned for it."""

    clause: Clause
    section: Section
    row: RegisterRow | None
    cells: tuple[Cell, ...]
    planned: str
    is_mine: bool

    @property
    def evidence(self) -> str:
        """The references of its evidence, as JSON."""
        return json.dumps(list(self.row.evidence) if self.row else [])


@require_safe
@ensure_csrf_cookie
@signed_in
def sheet(request: HttpRequest, visitor: Visitor, pk: int, table: str) -> HttpResponse:
    """Every item in reach, to be filled in without the network too."""
    case, book = _open(visitor, pk, table)
    kept = {row.subject: row for row in rows(table, case.story)}
    context = {
        "title": f"{book.table.title}（平板）",
        "case": case,
        "table": book.table,
        "barred": book.barred,
        "items": _items(case, book, kept, visitor),
        "chapters": [chapter for chapter in pack().clauses.chapters],
        "accept": ACCEPT,
        "account": visitor.account.pk,
        "back": reverse("office:record", args=["case", pk]),
        "plain": reverse("office:register", args=["case", pk, table]),
    }
    return render(request, "office/tablet.html", context)


@require_POST
@signed_in
def save(request: HttpRequest, visitor: Visitor, pk: int, table: str) -> HttpResponse:
    """The lines of one request: all at once, or each by itself where some cannot be saved.

    The same key again finds what it saved before. The answer tells each subject's row, or why it was refused.
    """
    _, book = _open(visitor, pk, table)
    try:
        key, lines = _read(request.body)
    except Refused as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=refusal.http)
    refused: dict[str, str] = {}
    try:
        _write(book, lines, visitor, key)
    except Refused as refusal:
        note(request, refusal)
        for line in lines if len(lines) > 1 else ():
            try:
                _write(book, [line], visitor, f"{key}:{line.subject}")
            except Refused as own:
                refused[line.subject] = str(own)
        if len(lines) == 1:
            refused[lines[0].subject] = str(refusal)
    return JsonResponse({"rows": _told(book, [line.subject for line in lines]), "refused": refused})


@require_POST
@signed_in
def photo(request: HttpRequest, visitor: Visitor, pk: int, table: str) -> HttpResponse:
    """One picture or file for an item; the same key again gives the same file."""
    case, book = _open(visitor, pk, table)
    if not book.may_write:
        raise NotAllowed(book.barred)
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        return JsonResponse({"sentence": "没有收到文件"}, status=422)
    about = {
        "taken_at": _moment(request.POST.get("taken_at", "")),
        "place": request.POST.get("place", "")[:200],
        "masked": request.POST.get("masked") == "yes",
    }

    def kept() -> StoredFile:
        return keep(
            sent, sent.name or "", about=case.story, category="evidence", subject=request.POST.get("clause", "")[:20],
            by=visitor.actor, at=visitor.at, particulars=attaching.particulars(about, visitor, sent.content_type or ""),
        )  # fmt: skip

    try:
        file = once(_key("photo", request.POST.get("key", "")), by=visitor.actor, at=visitor.at, make=kept)
    except Refused as refusal:
        note(request, refusal)
        return JsonResponse({"sentence": str(refusal)}, status=refusal.http)
    return JsonResponse({"reference": f"file:{file.pk}", "name": file.name})


def _open(visitor: Visitor, pk: int, table: str) -> tuple[Case, OpenBook]:
    if table not in SHEETS:
        raise NotThere("没有这个页面")
    case: Case = KINDS["case"].one(visitor, pk)
    return case, books.open_for(case, table, visitor)


def _items(case: Case, book: OpenBook, kept: Mapping[str, RegisterRow], visitor: Visitor) -> list[Item]:
    plan = plan_of(case)
    blocks: dict[str, list[Block]] = {}
    for block in plan.blocks:
        for id in block.clauses:
            blocks.setdefault(id, []).append(block)
    wanted, found = {*plan.wanted, *kept}, []
    for section in pack().clauses.sections:
        for clause in (each for each in section.items if each.id in wanted):
            row, own = kept.get(clause.id), blocks.get(clause.id, [])
            cells = tuple(Cell(field, row.data.get(field.id) if row else None) for field in book.columns)
            told = "；".join(f"{block.time} {block.site}" for block in own)
            mine = any(block.auditor == visitor.actor.person for block in own)
            found.append(Item(clause, section, row, cells, told, mine))
    return found


def _read(body: bytes) -> tuple[str, list[Line]]:
    try:
        said = json.loads(body)
        lines = [_line(each) for each in said["lines"][:MOST_LINES]]
        return str(said["key"])[:80], lines
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Incomplete("没有读懂所发送的内容，请刷新页面后再试") from None


def _line(said: dict[str, Any]) -> Line:
    evidence = tuple(map(str, said["evidence"]))
    return Line(dict(said["facts"]), str(said["subject"]), evidence, _version(said["version"]))


def _version(said: object) -> int | None:
    return said if isinstance(said, int) and not isinstance(said, bool) else None


def _write(book: OpenBook, lines: Sequence[Line], visitor: Visitor, key: str) -> None:
    def made() -> RegisterRow:
        written = write_many(book.book, lines, by=visitor.actor, at=visitor.at)
        return [*written.made, *written.changed, *written.kept][0]

    if lines:
        once(_key(book.table.id, book.book.bound, key), by=visitor.actor, at=visitor.at, make=made)


def _told(book: OpenBook, subjects: list[str]) -> dict[str, Any]:
    known = rows(book.table.id, book.book.bound).filter(subject__in=subjects)
    return {
        row.subject: {"version": row.version, "facts": row.data, "evidence": row.evidence} for row in known
    }


def _key(*parts: str) -> str:
    """A key for a receipt; empty stays empty, which makes anew."""
    return hashlib.sha256(":".join(parts).encode()).hexdigest() if parts[-1] else ""


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=SHANGHAI)
