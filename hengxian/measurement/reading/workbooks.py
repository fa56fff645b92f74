"""Rows of .xlsx files: the first sheet, its first row the header."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree

import python_calamine

from hengxian.measurement.faults import DatasetFault
from hengxian.measurement.reading.folder import DataFile
from hengxian.measurement.reading.texts import ROWS_A_BATCH, Batch

_LARGEST = 4 << 30  # bytes unpacked; a million rows stay far below, a zip bomb does not
_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def workbook_batches(file: DataFile, joined: frozenset[str], used: frozenset[str]) -> Iterator[Batch]:
    """The sheet's rows as text.

    `joined` columns keep a bare date bare, so that a date cell and a time cell make one instant; `used`
    are the columns read, in which a formula is refused: its stored value may be stale or missing.
    """
    try:
        _refuse_bomb(file)
        with python_calamine.CalamineWorkbook.from_path(str(file.path)) as book:
            sheet = book.get_sheet_by_index(0)
            merged = sheet.merged_cell_ranges or []
            rows: Iterator[Sequence[object]] = iter(sheet.to_python(skip_empty_area=False))
    except (python_calamine.CalamineError, zipfile.BadZipFile, OSError, IndexError) as error:
        why = "可能损坏、加密或是旧式 .xls"
        raise DatasetFault(f"{file.name} 不是可读的 .xlsx 工作簿（{why}）：请另存为 .xlsx") from error
    header = tuple(_text(cell, bare=False).strip() for cell in next(rows, []))
    if not any(header):
        raise DatasetFault(f"{file.name} 的第 1 行应为列名，却是空的")
    for (top, left), (_, right) in merged:
        if top == 0:
            raise DatasetFault(
                f"{file.name} 的表头有合并单元格（{_letters(left)}1:{_letters(right)}…）：应只有一行表头，每列一个名字"
            )
    if formula := _formula(file, {place for place, name in enumerate(header) if name in used}):
        raise DatasetFault(f"{file.name} 的 {formula}是公式：应把公式粘贴为数值后再导出")
    yield from _batches(header, rows, {place for place, name in enumerate(header) if name in joined})


def _batches(header: tuple[str, ...], rows: Iterator[Sequence[object]], bare: set[int]) -> Iterator[Batch]:
    batch = Batch(header)
    for line, cells in enumerate(rows, start=2):
        fields = [_text(cell, bare=place in bare) for place, cell in enumerate(cells)]
        if any(fields):
            batch.lines.append(line)
            batch.rows.append(fields)
        if len(batch.rows) == ROWS_A_BATCH:
            yield batch
            batch = Batch(header)
    yield batch


def _text(cell: object, *, bare: bool) -> str:
    """A cell as the text the reading rules know; a midnight comes from the reader as a date."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1 << 53 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat() if bare else f"{cell.isoformat()} 00:00:00"
    if isinstance(cell, time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


def _refuse_bomb(file: DataFile) -> None:
    with zipfile.ZipFile(file.path) as packed:
        if (size := sum(info.file_size for info in packed.infolist())) > _LARGEST:
            raise DatasetFault(
                f"{file.name} 解开后有 {size:,} 字节，超出工作簿应有的大小，请改用 .csv 或 .parquet"
            )


def _formula(file: DataFile, places: set[int]) -> str | None:
    """The first cell of the used columns that holds a formula; most sheets have none, and are only scanned."""
    with zipfile.ZipFile(file.path) as packed:
        sheet = _first_sheet(packed)
        with packed.open(sheet) as stream:
            tail = b""
            while block := stream.read(1 << 20):
                if re.search(rb"<(?:\w+:)?f[ >/]", tail + block):
                    break
                tail = block[-8:]
            else:
                return None
        with packed.open(sheet) as stream:
            for _, element in ElementTree.iterparse(stream):
                if element.tag == f"{_NAMESPACE}c":
                    reference = element.get("r", "")
                    if element.find(f"{_NAMESPACE}f") is not None and _place(reference) in places:
                        return f"{reference} 单元格"
                    element.clear()
    return None


def _first_sheet(packed: zipfile.ZipFile) -> str:
    book = ElementTree.fromstring(packed.read("xl/workbook.xml"))
    sheet = book.find(f".//{_NAMESPACE}sheet")
    links = ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    wanted = sheet.get(key) if sheet is not None else None
    target = next(
        (link.get("Target", "") for link in links if link.get("Id") == wanted), "worksheets/sheet1.xml"
    )
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _place(reference: str) -> int:
    place = 0
    for letter in re.match(r"[A-Z]*", reference).group():  # type: ignore[union-attr]
        place = place * 26 + ord(letter) - 64
    return place - 1


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
