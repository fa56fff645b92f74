"""The report on A4: the same document set by Typst with bundled fonts, the stage mark on every page."""

from collections.abc import Sequence
from pathlib import Path

from hengxian.records.documents import press
from hengxian.records.documents.blocks import Notice
from hengxian.records.documents.glyphs import legible, missing_glyphs, texts
from hengxian.scoring.sheets import FilledSheet

from .chapters import plain
from .document import STAGE, compose
from .reads import Pack, Result

TYPESETTING = Path(__file__).parent / "typesetting"


def render_pdf(result: Result, pack: Pack, sheets: Sequence[FilledSheet], *, stage: str = STAGE) -> bytes:
    """The whole report as PDF; identical input gives identical bytes.

    Its date is that of as_of. A character the fonts lack is printed as □ with its code point, and the
    cover says so. Words travel as data, so none of them can be read as markup.
    """
    words = plain(compose(result, pack, sheets, stage=stage))
    absent = missing_glyphs(texts(words))
    if absent:
        notices = (absence_notice(absent),)
        words = legible(plain(compose(result, pack, sheets, stage=stage, notices=notices)), frozenset(absent))
    return press.typeset(TYPESETTING / "report.typ", words)


def absence_notice(absent: Sequence[str]) -> Notice:
    """Which characters this print cannot show."""
    listed = "、".join(f"□U+{ord(one):04X}" for one in absent)
    return Notice(f"字体缺字：{listed}。文中以 □ 与统一码码位代替，请对照网页版核对原字。", "bad")
