"""The score sheets of a case to take along or to file: PDF and workbook, blank or filled (附录D)."""

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO

import xlsxwriter

from hengxian.certification.letterhead import body_at
from hengxian.certification.models import Case
from hengxian.evaluation.blanks import STAGE as BLANK
from hengxian.evaluation.keeping import STAGE
from hengxian.evaluation.report.sections.sheets import sheet_table
from hengxian.evaluation.report.worksheets import Book
from hengxian.records.clocks import local_day
from hengxian.records.documents.forms import sheets_paper
from hengxian.records.documents.pdf import to_pdf
from hengxian.scoring.sheets import FilledSheet


def sheets_pdf(case: Case, sheets: Sequence[FilledSheet], at: datetime) -> bytes:
    """All sheets on A4. Incomplete for a character that no font has."""
    on = local_day(at)
    return to_pdf(sheets_paper(case.number, on, body_at(on), sheets))


def sheets_workbook(case: Case, sheets: Sequence[FilledSheet], at: datetime, *, is_blank: bool) -> bytes:
    """A worksheet each; what somebody typed is text and never a formula."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    title = f"附录D 打分表　{case.number}"
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"title": title, "created": datetime.combine(local_day(at), time())})
        book = Book(workbook, BLANK if is_blank else STAGE, title)
        for sheet in sheets:
            book.add(f"{sheet.id} {sheet.title.removesuffix('打分表')}", (sheet_table(sheet),))
    return content.getvalue()
