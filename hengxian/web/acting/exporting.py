"""Exports of lists: what the person may see and no more, cells guarded, and a line in the journal (G-19)."""

from collections.abc import Collection, Iterator
from typing import Any, Literal

from django.db import transaction
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from hengxian.journal.appending import Line, append
from hengxian.kernel.refusals import Incomplete, NotThere
from hengxian.people.sights import roles_that_see
from hengxian.records.registers.exporting import Sheet, as_csv, as_xlsx
from hengxian.web.acting.domain import here
from hengxian.web.acting.kinds import Kind
from hengxian.web.acting.listing import Filter, ids_found
from hengxian.web.acting.visitor import Visitor
from hengxian.web.acting.words import read, said, state_for

Format = Literal["csv", "xlsx"]
MOST = 50_000
CHUNK = 500
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export_list(kind: Kind, visitor: Visitor, wanted: Filter, form: Format) -> HttpResponse:
    """The whole filtered list as a file. NotThere for whoever takes none away, Incomplete when it is too long."""
    check_may_export(visitor, roles_that_see(kind.id))
    ids = ids_found(kind, visitor, wanted, MOST + 1)
    if len(ids) > MOST:
        raise Incomplete(f"一次最多导出 {MOST} 行，请用状态或文字缩小范围", "G-19")
    cells = tuple(_lines(kind, visitor, ids))
    facts = {"list": kind.id, "filter": wanted.query, "format": form, "rows": len(cells)}
    note_export(visitor, facts)
    return as_file(Sheet(kind.label, _head(kind), cells), form)


def may_export(visitor: Visitor, seers: Collection[str] | None = None) -> bool:
    """Whether one of the person's roles (of those that see the list, where they are told) may take lists away (§10)."""
    roles, never = visitor.actor.roles, here().never_export
    if seers is not None and "anyone" not in seers:
        roles &= {*seers}
    return not never or bool(roles - never)


def check_may_export(visitor: Visitor, seers: Collection[str] | None = None) -> None:
    """NotThere for whoever may not."""
    if not may_export(visitor, seers):
        raise NotThere("没有这个页面：您的角色不导出清单")


def _lines(kind: Kind, visitor: Visitor, ids: list[int]) -> Iterator[tuple[str, ...]]:
    """The cells row by row: whole records are held a few hundred at a time."""
    for start in range(0, len(ids), CHUNK):
        for record in kind.seen_by(visitor).filter(pk__in=ids[start : start + CHUNK]).order_by("-pk"):
            yield tuple(_values(kind, record, visitor))


@transaction.atomic
def note_export(visitor: Visitor, facts: dict[str, Any]) -> None:
    """Who took what away, how many rows: an entry on the account, which the audit administrator reads."""
    append([Line(visitor.account, "export", visitor.actor, visitor.at, facts=facts)])


def as_file(sheet: Sheet, form: Format) -> HttpResponse:
    """A table as a download; every cell is text and none is a formula."""
    content = as_csv(sheet) if form == "csv" else as_xlsx(sheet)
    answer = HttpResponse(content, content_type=TYPES[form])
    answer["Content-Disposition"] = content_disposition_header(True, f"{sheet.title}.{form}") or "attachment"
    answer["Cache-Control"] = "no-store"
    return answer


def _head(kind: Kind) -> tuple[str, ...]:
    labels = tuple(column.label for column in kind.columns)
    return (*labels, "状态") if kind.is_lived else labels


def _values(kind: Kind, record: Any, visitor: Visitor) -> Iterator[str]:
    yield from (said(read(record, column.path)) for column in kind.columns)
    if kind.is_lived:
        yield str(state_for(record, is_client=visitor.is_client))
