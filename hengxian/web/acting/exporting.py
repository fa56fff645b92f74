"""Exports of lists: what the person may see and no more, cells guarded, and a line in the journal (G-19).

A list may be as long as the hotline is old. So it is read some hundred records at a time: as CSV it is sent while it
is read, a workbook is written to the disk first, since its first bytes depend on its last.
"""

from collections.abc import Collection, Iterator
from tempfile import TemporaryFile
from typing import Any, Literal, TypeVar

from django.db import transaction
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from hengxian.journal.appending import Line, append
from hengxian.kernel.refusals import Incomplete, NotThere
from hengxian.people.sights import roles_that_see
from hengxian.records.registers.exporting import Sheet, as_csv, as_xlsx, csv_lines, write_xlsx
from hengxian.web.acting.domain import here
from hengxian.web.acting.kinds import Kind
from hengxian.web.acting.listing import Filter, count, in_steps
from hengxian.web.acting.visitor import Visitor
from hengxian.web.acting.words import read, said, state_for

Format = Literal["csv", "xlsx"]
A = TypeVar("A", bound=HttpResponseBase)
MOST = 100_000  # rows of a workbook, which is written before it is sent; CSV has no limit
CHUNK = 500
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export_list(kind: Kind, visitor: Visitor, wanted: Filter, form: Format) -> HttpResponseBase:
    """The whole filtered list as a file; it is logged before the first byte, with the rows counted then.

    NotThere for whoever takes none away, Incomplete for a workbook that is too long.
    """
    check_may_export(visitor, roles_that_see(kind.id))
    number = count(kind, visitor, wanted)
    if form == "xlsx" and number > MOST:
        raise Incomplete(f"工作簿一次最多导出 {MOST} 行，请用状态或文字缩小范围，或者导出 CSV", "G-19")
    note_export(visitor, {"list": kind.id, "filter": wanted.query, "format": form, "rows": number})
    return _sent(kind.label, _head(kind), _lines(kind, visitor, wanted), form)


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


def _lines(kind: Kind, visitor: Visitor, wanted: Filter) -> Iterator[tuple[str, ...]]:
    """The cells row by row: whole records are held a few hundred at a time."""
    for records in in_steps(kind, visitor, wanted, CHUNK):
        yield from (tuple(_values(kind, record, visitor)) for record in records)


def _sent(
    title: str, head: tuple[str, ...], rows: Iterator[tuple[str, ...]], form: Format
) -> HttpResponseBase:
    answer: StreamingHttpResponse
    if form == "csv":
        answer = StreamingHttpResponse(_in_blocks(csv_lines(head, rows)), content_type=TYPES[form])
    else:
        target = TemporaryFile()  # noqa: SIM115  (closed by the response)
        write_xlsx(target, title, head, rows)
        target.seek(0)
        answer = FileResponse(target, content_type=TYPES[form])
    return _as_download(answer, f"{title}.{form}")


def _in_blocks(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines together, so that a row is no packet of its own."""
    block: list[bytes] = []
    for line in lines:
        block.append(line)
        if len(block) == CHUNK:
            yield b"".join(block)
            block.clear()
    yield b"".join(block)


@transaction.atomic
def note_export(visitor: Visitor, facts: dict[str, Any]) -> None:
    """Who took what away, how many rows: an entry on the account, which the audit administrator reads."""
    append([Line(visitor.account, "export", visitor.actor, visitor.at, facts=facts)])


def as_file(sheet: Sheet, form: Format) -> HttpResponse:
    """A table as a download; every cell is text and none is a formula."""
    content = as_csv(sheet) if form == "csv" else as_xlsx(sheet)
    return _as_download(HttpResponse(content, content_type=TYPES[form]), f"{sheet.title}.{form}")


def _as_download(answer: A, name: str) -> A:
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "no-store"
    return answer


def _head(kind: Kind) -> tuple[str, ...]:
    labels = tuple(column.label for column in kind.columns)
    return (*labels, "状态") if kind.is_lived else labels


def _values(kind: Kind, record: Any, visitor: Visitor) -> Iterator[str]:
    yield from (said(read(record, column.path)) for column in kind.columns)
    if kind.is_lived:
        yield str(state_for(record, is_client=visitor.is_client))
