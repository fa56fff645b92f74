"""The PDF: stage and page number on every page, the same bytes twice, no name lost for want of a glyph."""

import io

from pypdf import PdfReader

from hengxian.evaluation.report import render_pdf
from hengxian.evaluation.report.document import compose
from hengxian.records.documents.blocks import Figure
from hengxian.records.documents.glyphs import missing_glyphs

from .conftest import Printed
from .reading import pdf_pages


def test_paper_carries_stage_and_number_on_every_page(city_pdf: bytes) -> None:
    pages = pdf_pages(city_pdf)

    assert len(pages) > 10
    for number, words in enumerate(pages, start=1):
        assert "自评，非认证" in words
        assert f"第{number}页/共{len(pages)}页" in words


def test_paper_names_every_leaf(city: Printed, city_pdf: bytes) -> None:
    words = "".join(pdf_pages(city_pdf))

    assert [leaf.name for leaf in city.pack.tree.leaves if leaf.name not in words] == []


def test_paper_carries_the_figures_of_every_chart(city: Printed, city_pdf: bytes) -> None:
    annex = "".join(pdf_pages(city_pdf)).rpartition("附图表数据")[2]
    document = compose(city.result, city.pack, city.sheets)
    charts = [part for section in document.sections for part in section.blocks if isinstance(part, Figure)]
    tables = [(chart.title, chart.table) for chart in charts if chart.table]

    lines = [
        "".join("".join(cell.text for cell in row.cells).split()) for _, table in tables for row in table.rows
    ]

    assert len(tables) > 5
    assert [title for title, _ in tables if "".join(title.split()) not in annex] == []
    assert [line for line in lines if line not in annex] == []


def test_paper_uses_the_bundled_fonts_only(city_pdf: bytes) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in PdfReader(io.BytesIO(city_pdf)).pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert fonts and all(font.startswith(("NotoSansSC", "NotoSerifSC")) for font in fonts)


def test_paper_is_dated_by_as_of_and_the_same_twice(city: Printed, city_pdf: bytes) -> None:
    again = render_pdf(city.result, city.pack, city.sheets)

    assert again == city_pdf
    assert str(PdfReader(io.BytesIO(city_pdf)).metadata["/CreationDate"]).startswith("D:20250608")


def test_paper_prints_hostile_names_as_words_and_owns_up_to_a_missing_glyph(hostile: Printed) -> None:
    pages = pdf_pages(render_pdf(hostile.result, hostile.pack, hostile.sheets))

    assert "<script>alert(1)</script>" in pages[0]
    assert "字体缺字：□U+20BB7" in pages[0]
    assert "#settext(red)</svg>$x$*粗*`码`" in "".join(pages)


def test_paper_of_an_empty_hotline_is_printed(empty: Printed) -> None:
    words = "".join(pdf_pages(render_pdf(empty.result, empty.pack, empty.sheets)))

    assert "数据集中没有calls表" in words


def test_missing_glyphs_names_each_character_once() -> None:
    assert missing_glyphs("热线 12345，𠮷𠮷\n😀□") == ["𠮷", "😀"]
