"""A paper as a Word file: the same words as the PDF, in styles an office can go on writing with."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

from .blocks import Block, Cards, Cell, Facts, Figure, Heading, Items, Notice, Prose, Quote, Table
from .paper import Paper, signature_lines
from .press import picture
from .wording import chinese_day

FONTS = (("w:ascii", "Times New Roman"), ("w:hAnsi", "Times New Roman"), ("w:eastAsia", "宋体"))
MUTED = "56616E"
DEEP = "12304D"
PICTURE_CENTIMETRES = 15.5
FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: no clock may change a byte


def to_word(paper: Paper) -> bytes:
    """The .docx, byte for byte the same for the same paper."""
    import docx  # python-docx takes 0.2 s to start, which no other paper should wait for

    document = docx.Document()
    dress(document, paper)
    opening(document, paper)
    for part in paper.parts:
        WRITERS[type(part)](document, part)
    closing(document, paper)
    kept = io.BytesIO()
    document.save(kept)
    return settled(kept.getvalue())


def dress(document: Any, paper: Paper) -> None:
    """A4, fonts for Chinese and Latin, properties without a machine's or a person's name, and the footer."""
    from docx.shared import Cm, Pt  # as above

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "List Number"):
        typeface(document.styles[name].element.get_or_add_rPr())
    document.styles["Normal"].font.size = Pt(11)
    at = datetime(paper.dated_on.year, paper.dated_on.month, paper.dated_on.day)
    properties = document.core_properties
    properties.author = properties.last_modified_by = paper.body.name
    properties.title, properties.comments = paper.title, paper.footer
    properties.created = properties.modified = at
    foot = section.footer.paragraphs[0]
    small(foot.add_run(f"{paper.footer}　"))
    page_number(foot)


def typeface(properties: Any) -> None:
    """Names the fonts; Word needs the Chinese one apart, or it takes a Japanese or Latin one."""
    from docx.oxml.ns import qn  # as above

    fonts = properties.get_or_add_rFonts()
    for stale in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(stale), None)
    for script, name in FONTS:
        fonts.set(qn(script), name)


def page_number(paragraph: Any) -> None:
    """第 PAGE 页 / 共 NUMPAGES 页, counted by Word itself."""
    from docx.oxml import OxmlElement  # as above
    from docx.oxml.ns import qn  # as above

    for before, code in (("第 ", "PAGE"), (" 页 / 共 ", "NUMPAGES")):
        small(paragraph.add_run(before))
        counted = OxmlElement("w:fldSimple")
        counted.set(qn("w:instr"), code)
        paragraph._p.append(counted)
    small(paragraph.add_run(" 页"))


def opening(document: Any, paper: Paper) -> None:
    """Who writes, what it is, to whom."""
    centred(document, paper.body.name, size=20, colour=DEEP)
    muted(document, "　".join(line for line in (paper.basis, paper.numbered) if line))
    centred(document, paper.title, size=18)
    if paper.about:
        write_facts(document, Facts(tuple((term, Cell(value)) for term, value in paper.about)))
    if paper.addressee:
        document.add_paragraph(f"{paper.addressee}：")


def closing(document: Any, paper: Paper) -> None:
    """The last sentence, own choices, annexes, signatures and date."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # as above

    if paper.closing:
        document.add_paragraph(paper.closing)
    for line in paper.setting_lines:
        muted(document, line)
    for line in paper.annex_lines:
        document.add_paragraph(line)
    for place in paper.signatures:
        for line in signature_lines(place):
            document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if paper.kind == "letter":
        for line in (paper.body.name, chinese_day(paper.dated_on)):
            document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def write_table(document: Any, block: Table) -> None:
    """A table whose head repeats on every page, widths by the columns' shares."""
    if block.caption:
        document.add_paragraph(block.caption).runs[0].bold = True
    lines = [tuple(Cell(column.label) for column in block.columns), *(line.cells for line in block.rows)]
    grid_of(document, lines, [column.share for column in block.columns], heads=1)
    if block.note:
        muted(document, f"注：{block.note}")


def write_facts(document: Any, block: Facts) -> None:
    """Pairs as a table of two columns."""
    grid_of(document, [(Cell(term), value) for term, value in block.pairs], [1, 4], heads=0)


def grid_of(document: Any, lines: list[tuple[Cell, ...]], shares: list[int], *, heads: int) -> None:
    """Cells in a ruled table."""
    from docx.oxml import OxmlElement  # as above
    from docx.shared import Cm, Pt  # as above

    table = document.add_table(rows=len(lines), cols=len(shares), style="Table Grid")
    table.autofit = False
    widths = [Cm(16 * share / sum(shares)) for share in shares]
    for place, (line, cells) in enumerate(zip(table.rows, lines, strict=True)):
        if place < heads:
            line._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for box, cell, width in zip(line.cells, cells, widths, strict=True):
            box.width = width
            run = box.paragraphs[0].add_run("\n".join(part for part in (cell.text, cell.note) if part))
            run.font.size, run.bold = Pt(9.5), place < heads
    document.add_paragraph()


def write_figure(document: Any, block: Figure) -> None:
    """A drawing as a picture, its words, and its figures as a table."""
    from docx.shared import Cm  # as above

    document.add_paragraph(block.title).runs[0].bold = True
    document.add_picture(io.BytesIO(picture(block.wide)), width=Cm(PICTURE_CENTIMETRES))
    muted(document, block.description)
    if block.table:
        write_table(document, block.table)


def write_cards(document: Any, block: Cards) -> None:
    """Big figures as pairs."""
    write_facts(
        document, Facts(tuple((card.label, Cell(card.value, note=card.note)) for card in block.cards))
    )


def write_heading(document: Any, block: Heading) -> None:
    """A heading with its note."""
    document.add_heading(block.text + (f"　{block.note}" if block.note else ""), level=block.level)


def write_items(document: Any, block: Items) -> None:
    """A numbered list, the numbers written out so that each list begins at 1."""
    for place, item in enumerate(block.items, start=1):
        document.add_paragraph(f"{place}. {item}")


def write_quote(document: Any, block: Quote) -> None:
    """A clause as printed, set apart."""
    muted(document, f"规则 {block.clause}")
    document.add_paragraph(block.text, style="Intense Quote")


def write_words(document: Any, block: Prose | Notice) -> None:
    """A paragraph."""
    document.add_paragraph(block.text)


WRITERS: dict[type[Block], Callable[[Any, Any], None]] = {
    Table: write_table,
    Facts: write_facts,
    Figure: write_figure,
    Cards: write_cards,
    Heading: write_heading,
    Items: write_items,
    Quote: write_quote,
    Prose: write_words,
    Notice: write_words,
}


def centred(document: Any, words: str, *, size: int, colour: str = "000000") -> None:
    """A line in the middle."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # as above
    from docx.shared import Pt, RGBColor  # as above

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(words)
    run.font.size, run.font.color.rgb, run.bold = Pt(size), RGBColor.from_string(colour), True


def muted(document: Any, words: str) -> None:
    """A small grey line."""
    small(document.add_paragraph().add_run(words))


def small(run: Any) -> None:
    """Small and grey."""
    from docx.shared import Pt, RGBColor  # as above

    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(MUTED)


def settled(made: bytes) -> bytes:
    """The same archive with every entry's time fixed."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as source, zipfile.ZipFile(kept, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return kept.getvalue()
