"""The report on A4: the same document set by Typst with bundled fonts, the stage mark on every page."""

import json
from collections.abc import Sequence
from pathlib import Path

import typst

from hengxian.scoring.sheets import FilledSheet

from .blocks import Document, Notice, plain
from .document import STAGE, compose
from .glyphs import font_folder, legible, missing_glyphs, texts
from .reads import Pack, Result

TYPESETTING = Path(__file__).parent / "typesetting"


def render_pdf(result: Result, pack: Pack, sheets: Sequence[FilledSheet], *, stage: str = STAGE) -> bytes:
    """The whole report as PDF; identical input gives identical bytes.

    Its date is that of as_of. A character the fonts lack is printed as □ with its code point, and the
    cover says so.
    """
    document = compose(result, pack, sheets, stage=stage)
    absent = missing_glyphs(texts(plain(document)))
    if absent:
        document = compose(result, pack, sheets, stage=stage, notices=(absence_notice(absent),))
    return typeset(document, frozenset(absent))


def absence_notice(absent: Sequence[str]) -> Notice:
    """Which characters this print cannot show."""
    listed = "、".join(f"□U+{ord(one):04X}" for one in absent)
    return Notice(f"字体缺字：{listed}。文中以 □ 与统一码码位代替，请对照网页版核对原字。", "bad")


def typeset(document: Document, absent: frozenset[str]) -> bytes:
    """The document as PDF; words travel as data, so none of them can be read as markup."""
    words = legible(plain(document), absent)
    compiler = typst.Compiler(
        input=str(TYPESETTING / "report.typ"),
        root=str(TYPESETTING),
        font_paths=[str(font_folder())],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(words, ensure_ascii=False)},
    )
    made = compiler.compile(format="pdf")
    if not isinstance(made, bytes):
        raise TypeError("Typst gave more than one file for one report")
    return made
