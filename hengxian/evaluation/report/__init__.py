"""What comes out of an evaluation: one report as a page, as a PDF and as a workbook."""

from .html import render_html
from .pdf import render_pdf
from .workbook import write_workbook

__all__ = ["render_html", "render_pdf", "write_workbook"]
