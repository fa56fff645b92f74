"""A character no font has is refused by name; a further font of the body's own mends it."""

from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from hengxian.kernel.refusals import Incomplete
from hengxian.records.documents.certificate import certificate_pdf
from hengxian.records.documents.glyphs import drawable, missing_glyphs
from hengxian.records.documents.letters import letter
from hengxian.records.documents.pdf import to_pdf

from .letter_samples import ACCEPTANCE, ENVELOPE
from .reading import pdf_pages
from .samples import CERTIFICATE

RARE = "𠮷"
NAME = f"南浦市{RARE}港热线中心"
RARE_CERTIFICATE = replace(CERTIFICATE, holder=replace(CERTIFICATE.holder, name=NAME))


@pytest.fixture
def further(tmp_path: Path) -> Path:
    """A folder with a font that has just this one character."""
    pen = TTGlyphPen(None)
    for corner, draw in (((100, 0), pen.moveTo), ((900, 0), pen.lineTo), ((500, 800), pen.lineTo)):
        draw(corner)
    pen.closePath()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "rare"])
    font.setupCharacterMap({ord(RARE): "rare"})
    font.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "rare": pen.glyph()})
    font.setupHorizontalMetrics({".notdef": (1000, 0), "rare": (1000, 0)})
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": "Rare Names", "styleName": "Regular", "psName": "RareNames-Regular"})
    font.setupOS2()
    font.setupPost()
    font.save(tmp_path / "rare.ttf")
    return tmp_path


def test_every_character_of_the_national_sets_can_be_printed():
    together = "".join(chr(code) for code in range(0x4E00, 0x9FA6))

    assert missing_glyphs(together) == []


def test_rare_character_in_a_certificate_is_refused_by_name():
    with pytest.raises(Incomplete) as refused:
        certificate_pdf(RARE_CERTIFICATE)

    assert str(refused.value) == (
        "字体缺字：𠮷（U+20BB7），不能印出。请核对用字；确为姓名或名称用字的，由管理员在扩展字体目录中放入含该字的字体"
    )


def test_rare_character_in_a_letter_is_refused_by_name():
    with pytest.raises(Incomplete, match="字体缺字：𠮷"):
        to_pdf(letter(replace(ACCEPTANCE, hotline=NAME), ENVELOPE))


def test_further_font_prints_the_rare_character(further):
    front = pdf_pages(certificate_pdf(RARE_CERTIFICATE, extra_fonts=further))[0]

    assert NAME in front
    assert ord(RARE) in drawable(further)


def test_further_font_changes_nothing_else(further):
    assert pdf_pages(certificate_pdf(CERTIFICATE, extra_fonts=further)) == pdf_pages(
        certificate_pdf(CERTIFICATE)
    )
