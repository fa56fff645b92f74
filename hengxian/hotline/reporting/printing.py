"""How a report prints a figure and the one of the year before: with its count, or the reason why there is none."""

from collections.abc import Mapping
from typing import Any

from hengxian.evaluation.report.printing import count, instant, percent, period
from hengxian.evaluation.report.sections.indicators import headline, is_measured, left_out
from hengxian.measurement.definitions.catalogue import INDICATORS
from hengxian.measurement.definitions.shape import Words

Figure = Mapping[str, Any]


def said(figure: Figure) -> str:
    """95.00%（190／200）, 52.25 小时（410 张工单的均值）, or 未测 with the reason."""
    return headline(figure) if is_measured(figure) else f"未测：{figure.get('reason', '')}"


def said_before(figure: Figure | None, otherwise: str) -> str:
    """The same of the year before; never 0 where there was nothing."""
    return otherwise if figure is None else said(figure)


def change(now: int, before: int | None) -> str:
    """The growth of a count on the year before; a dash where there is nothing to compare with."""
    if before is None:
        return "—"
    if before == 0:
        return "上年同期为 0"
    grown = percent(now - before, before)
    return f"+{grown}" if now > before else grown


def definitions() -> list[tuple[str, str]]:
    """What each figure counts, in the words the measurement publishes."""
    return [(one.name, _defined(one.words)) for one in INDICATORS]


def _defined(words: Words) -> str:
    left = f"；不计入：{words.left_out}" if words.left_out else ""
    return f"分母：{words.counted}；分子：{words.hit}{left}"


__all__ = [
    "change",
    "count",
    "definitions",
    "instant",
    "is_measured",
    "left_out",
    "percent",
    "period",
    "said",
    "said_before",
]
