"""How days, moments and spans are written in an official paper."""

from datetime import date, datetime
from typing import Any

NOTHING = "—"


def chinese_day(on: date | None) -> str:
    """2026年1月5日; a dash where there is none."""
    return f"{on.year}年{on.month}月{on.day}日" if on else NOTHING


def chinese_moment(at: datetime | None) -> str:
    """2026年1月5日 09:30, in the offset the moment carries."""
    return f"{chinese_day(at)} {at:%H:%M}" if at else NOTHING


def written(value: Any) -> str:
    """A fact as it stands in a sentence: days in Chinese, yes and no as 是 and 否, several joined by 、."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return chinese_moment(value)
    if isinstance(value, date):
        return chinese_day(value)
    if isinstance(value, tuple | list):
        return "、".join(written(one) for one in value)
    return NOTHING if value is None else str(value)


def span(low: str, high: str) -> str:
    """Points low–high, one number where both ends agree."""
    return low if low == high else f"{low}–{high}"
