"""Exports of lists: what the person may see and no more, cells guarded, and a line in the journal (G-19)."""

from collections.abc import Iterator
from typing import Any, Literal

from django.db import transaction
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from hengxian.journal.appending import Line, append
from hengxian.kernel.refusals import Incomplete
from hengxian.records.registers.exporting import Sheet, as_csv, as_xlsx
from hengxian.web.acting.kinds import Kind
from hengxian.web.acting.listing import ORDER, Filter, found
from hengxian.web.acting.visitor import Visitor
from hengxian.web.acting.words import read, said, state_for

Format = Literal["csv", "xlsx"]
MOST = 50_000
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export_list(kind: Kind, visitor: Visitor, wanted: Filter, form: Format) -> HttpResponse:
    """The whole filtered list as a file. Incomplete when it is too long for one."""
    records = list(found(kind, visitor, wanted).order_by(*ORDER)[: MOST + 1])
    if len(records) > MOST:
        raise Incomplete(f"一次最多导出 {MOST} 行，请用状态或文字缩小范围", "G-19")
    cells = tuple(tuple(_values(kind, record, visitor)) for record in records)
    facts = {"list": kind.id, "filter": wanted.query, "format": form, "rows": len(records)}
    note_export(visitor, facts)
    return as_file(Sheet(kind.label, _head(kind), cells), form)


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
