"""How blocks become worksheets: one block under the other, ready to print on A4."""

import re
from collections.abc import Iterable
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from hengxian.records.documents.blocks import Block, Cards, Cell, Facts, Heading, Notice, Prose, Row, Table

LONGEST_TEXT = 32_000
"""Characters in a cell; Excel refuses more than 32,767."""
A4 = 9
BASE = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
STYLES: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True, "quote_prefix": True},
    "number": {"num_format": "#,##0", "align": "right"},
    "score": {"num_format": "0.00", "align": "right"},
    "percent": {"num_format": "0.00%", "align": "right"},
    "figure": {"align": "right", "quote_prefix": True},
    "head": {"bold": True, "bottom": 1, "top": 2, "bg_color": "#F5F7F9", "text_wrap": True},
    "caption": {"bold": True, "font_size": 12, "font_color": "#12304D"},
    "heading": {"bold": True, "font_size": 14, "font_color": "#12304D"},
    "notice": {"font_color": "#6B5200"},
}
COUNT = re.compile(r"\d{1,3}(,\d{3})*|\d+")
SCORE = re.compile(r"\d+\.\d\d")
PERCENT = re.compile(r"\d+\.\d\d%")


class Book:
    """A workbook with one look and the stage mark in every printed head."""

    def __init__(self, workbook: Workbook, stage: str, name: str) -> None:
        self.workbook = workbook
        self.formats = {key: workbook.add_format({**BASE, **style}) for key, style in STYLES.items()}
        self.strong = {
            key: workbook.add_format({**BASE, **style, "bold": True, "top": 1})
            for key, style in STYLES.items()
        }
        self.header = f"&L{shown(name)[:80]}&R{shown(stage)}"

    def add(self, title: str, blocks: Iterable[Block]) -> None:
        """One worksheet; a title Excel forbids is mended."""
        sheet = self.workbook.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
        kept = [block for block in blocks if not isinstance(block, Cards)]
        set_up(sheet, self.header, kept)
        line = 0
        for block in kept:
            line = self.place(sheet, line, block) + 1

    def place(self, sheet: Worksheet, line: int, block: Block) -> int:
        """Write one block from this line on; returns the first free line."""
        if isinstance(block, Table):
            return self.place_table(sheet, line, block)
        if isinstance(block, Facts):
            for term, cell in block.pairs:
                sheet.write_string(line, 0, term, self.formats["text"])
                sheet.write_string(line, 1, full(cell), self.formats["text"])
                line += 1
            return line
        if isinstance(block, Heading | Notice | Prose):
            style = "heading" if isinstance(block, Heading) else "notice"
            sheet.write_string(line, 0, block.text[:LONGEST_TEXT], self.formats[style])
            return line + 1
        return line

    def place_table(self, sheet: Worksheet, line: int, table: Table) -> int:
        sheet.write_string(line, 0, table.caption, self.formats["caption"])
        for place, column in enumerate(table.columns):
            sheet.write_string(line + 1, place, column.label, self.formats["head"])
        line += 2
        for row in table.rows:
            self.place_row(sheet, line, table, row)
            line += 1
        if table.note:
            sheet.write_string(line, 0, f"注：{table.note}", self.formats["notice"])
            line += 1
        return line

    def place_row(self, sheet: Worksheet, line: int, table: Table, row: Row) -> None:
        """Figures become numbers where they are one; everything else stays text."""
        formats = self.strong if row.level else self.formats
        for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
            kind, number = figure(cell.text) if column.is_figure else ("text", None)
            if number is not None:
                sheet.write_number(line, place, number, formats[kind])
            elif words := full(cell):
                sheet.write_string(line, place, words, formats[kind])
            else:
                sheet.write_blank(line, place, None, formats[kind])


def set_up(sheet: Worksheet, header: str, blocks: Iterable[Block]) -> None:
    """A4, one page wide, stage in the head, page numbers in the foot, columns as wide as they need."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_header(header)
    sheet.set_footer("&C第 &P 页 / 共 &N 页")
    sheet.hide_gridlines(2)
    widths: dict[int, int] = {0: 22, 1: 18}
    for block in blocks:
        for place, column in enumerate(block.columns if isinstance(block, Table) else ()):
            widths[place] = max(widths.get(place, 0), 6 + 6 * column.share)
    for place, width in sorted(widths.items()):
        sheet.set_column(place, place, min(width, 60))


def figure(text: str) -> tuple[str, float | None]:
    """A printed figure as its format and number; no number for a range or a dash."""
    if PERCENT.fullmatch(text):
        return "percent", float(text[:-1]) / 100
    if SCORE.fullmatch(text):
        return "score", float(text)
    if COUNT.fullmatch(text) and len(text) < 16:
        return "number", float(text.replace(",", ""))
    return "figure", None


def full(cell: Cell) -> str:
    """A cell's words with its note, cut where Excel would drop them whole."""
    text = f"{cell.text}（{cell.note}）" if cell.note and cell.text else cell.text or cell.note
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"


def shown(text: str) -> str:
    """Words for a printed head, where & begins a command."""
    return text.replace("&", "&&")
