"""The rule's own paper, blank: the fifteen score sheets of appendix D and the forms of appendices A and B."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

from hengxian.evaluation.report.sections.sheets import sheet_table
from hengxian.evaluation.report.worksheets import Book
from hengxian.records.documents.forms import form_paper, sheets_paper
from hengxian.records.documents.imprint import Body
from hengxian.records.documents.paper import Paper
from hengxian.records.documents.pdf import to_pdf
from hengxian.records.documents.word import to_word
from hengxian.scoring.sheets import FilledSheet, score_sheets
from hengxian.standard.model.pack import Pack

STAGE = "空白打分表"
TO_FILL_IN = "＿＿＿＿＿＿"
_FORMS = {"A": "附录A 申请书", "B": "附录B 证书与状态记录"}
_WAYS: dict[str, Callable[[Paper], bytes]] = {"pdf": to_pdf, "docx": to_word}


def write_blanks(folder: Path, pack: Pack, on: date) -> list[str]:
    """Write appendix-A, -B and -D as .pdf and .docx, and appendix-D.xlsx; the names written, in that order.

    `on` is the date of the files; the same pack and date give the same bytes.
    """
    written = []
    for letter, paper in _papers(pack, on):
        for suffix, made in _WAYS.items():
            written.append(f"appendix-{letter}.{suffix}")
            (folder / written[-1]).write_bytes(made(paper))
    _write_workbook(folder / "appendix-D.xlsx", pack, on)
    return [*written, "appendix-D.xlsx"]


def blank_sheets(pack: Pack) -> tuple[FilledSheet, ...]:
    """The fifteen sheets with 分值 and 合计 of 分值, 得分 empty."""
    return score_sheets(pack.tree, pack.sheets)


def _papers(pack: Pack, on: date) -> Iterator[tuple[str, Paper]]:
    nobody = Body("")
    for letter, title in _FORMS.items():
        forms = ((form, None) for form in pack.forms if form.id.startswith(f"{letter}."))
        yield letter, form_paper(title, TO_FILL_IN, on, nobody, forms, clauses=(f"附录{letter}",))
    yield "D", sheets_paper(TO_FILL_IN, on, nobody, blank_sheets(pack))


def _write_workbook(path: Path, pack: Pack, on: date) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        title = f"附录D 打分表　{pack.rule.name}"
        workbook.set_properties({"title": title, "created": datetime.combine(on, time())})
        book = Book(workbook, STAGE, title)
        for sheet in blank_sheets(pack):
            book.add(f"{sheet.id} {sheet.title.removesuffix('打分表')}", (sheet_table(sheet),))
