"""A register as a table for a spreadsheet: only what the person may see, masked by its tags, cells guarded."""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from hengxian.kernel.refusals import NotAllowed
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.privacy.fields import Personal, Sensitivity, Tag, Treatment, Use, for_export
from hengxian.records.privacy.guard import guarded
from hengxian.records.registers.book import Book, may_see
from hengxian.records.registers.subjects import name_of
from hengxian.records.registers.values import CHINA, shown
from hengxian.standard.model.registers import RegisterField

# Only free text is searched for personal data: a number or date that looks like a card is none.
SPOKEN = frozenset({"text", "long_text", "name", "phone", "email"})
MASK_OF = {"phone": "telephone", "email": "mail", "name": "name"}


@dataclass(frozen=True)
class Sheet:
    """The table to be written: its title, its columns, and its cells as text."""

    title: str
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]


def tag_of(field: RegisterField) -> Tag:
    """The privacy tag of a column."""
    personal = (Personal(field.special),) if field.special else ()
    return Tag(Sensitivity(field.level), MASK_OF.get(field.type, ""), personal)


def columns_for(book: Book, held: Collection[str]) -> tuple[RegisterField, ...]:
    """The columns that roles and duties may see, 核心 ones left out of any export."""
    seen = (field for field in book.table.fields if not field.sees or set(held) & set(field.sees))
    return tuple(field for field in seen if field.level != "核心")


def sheet_of(
    book: Book,
    rows: Iterable[RegisterRow],
    *,
    held: Collection[str],
    names: Mapping[int, str] | None = None,
    is_approved: bool = False,
) -> Sheet:
    """The rows for whoever holds these roles and duties; NotAllowed for whoever may not see the register.

    `names` are persons by id. 敏感 columns go out unmasked only when a second person has approved.
    """
    if not may_see(book, held):
        raise NotAllowed(f"没有查看《{book.table.title}》的权限", book.clause)
    fields = columns_for(book, held)
    heads = ("序号", *((book.table.subject.label,) if book.table.subject else ()))
    people = names or {}
    cells = tuple(_cells(book, row, fields, people, is_approved) for row in rows)
    return Sheet(
        book.table.title, (*heads, *(field.label for field in fields), "证据", "填写时间", "填写人"), cells
    )


def as_csv(sheet: Sheet) -> bytes:
    """The whole of `csv_lines`."""
    return b"".join(csv_lines(sheet.columns, sheet.cells))


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, so that a spreadsheet opens it as Chinese; every cell guarded; a line a row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    yield text.getvalue().encode("utf-8-sig")
    for row in rows:
        text.seek(0)
        text.truncate()
        writer.writerow([guarded(cell) for cell in row])
        yield text.getvalue().encode()


def as_xlsx(sheet: Sheet) -> bytes:
    """The whole of `write_xlsx`."""
    out = io.BytesIO()
    write_xlsx(out, sheet.title, sheet.columns, sheet.cells)
    return out.getvalue()


def write_xlsx(target: BinaryIO, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """One worksheet of texts, nothing ever taken for a formula; one row is held at a time, the others on the disk."""
    import xlsxwriter  # slow to load, and few requests export

    how = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, how) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # the same rows give the same bytes
        page = book.add_worksheet(_page_name(title))
        page.freeze_panes(1, 0)
        page.write_row(0, 0, columns, book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                page.write_string(number, place, guarded(cell))


def _cells(
    book: Book,
    row: RegisterRow,
    fields: Sequence[RegisterField],
    people: Mapping[int, str],
    is_approved: bool,
) -> tuple[str, ...]:
    about = (_subject(book, row, people),) if book.table.subject else ()
    data = (_cell(book, field, row, people, is_approved) for field in fields)
    written_at = row.written_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    return (
        str(row.number),
        *about,
        *data,
        "；".join(row.evidence),
        written_at,
        people.get(row.written_by, str(row.written_by)),
    )


def _subject(book: Book, row: RegisterRow, people: Mapping[int, str]) -> str:
    if book.table.subject and book.table.subject.kind == "person":
        return people.get(int(row.subject), row.subject)
    return name_of(book.table, row.subject, book.pack)


def _cell(
    book: Book, field: RegisterField, row: RegisterRow, people: Mapping[int, str], is_approved: bool
) -> str:
    plain = row.data.get(field.id)
    if field.type == "person" and isinstance(plain, int):
        return people.get(plain, str(plain))
    if field.type not in SPOKEN and tag_of(field).treatment(Use.EXPORT) is Treatment.SHOWN:
        return shown(field, plain, book.pack)
    return for_export(shown(field, plain, book.pack), tag_of(field), is_approved=is_approved) or ""


def _page_name(title: str) -> str:
    return "".join(sign for sign in title if sign not in "[]:*?/\\'")[:31]
