"""How figures, instants and spans of time are printed in a report."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from hengxian.kernel.quantity import half_up

NOTHING = "—"


def count(number: int) -> str:
    """A whole number with thousands marked: 1,234,567."""
    return f"{number:,}"


def percent(numerator: int, denominator: int) -> str:
    """A share as a percentage with two decimals, rounded once; a dash where nothing was counted."""
    if denominator == 0:
        return NOTHING
    return half_up(Fraction(100 * numerator, denominator), 2) + "%"


def small_percent(numerator: int, denominator: int) -> str:
    """A percentage that never prints a few as none: under 0.005 % it says so."""
    printed = percent(numerator, denominator)
    return "不足 0.01%" if numerator and printed == "0.00%" else printed


def share(part: Mapping[str, Any]) -> str:
    """The percentage of a {numerator, denominator} of result.json."""
    return percent(int(part["numerator"]), int(part["denominator"]))


def decimal_percent(value: str, places: int = 2) -> str:
    """A printed share such as "0.951234" as a percentage."""
    return half_up(Fraction(value) * 100, places) + "%"


def span(interval: Mapping[str, Any] | None) -> str:
    """A score {low, high}: one number where both ends agree."""
    if not interval:
        return NOTHING
    low, high = str(interval["low"]), str(interval["high"])
    return low if low == high else f"{low} – {high}"


def instant(text: str | None) -> str:
    """2025-03-11T08:54:00+08:00 as 2025-03-11 08:54; seconds only where there are any."""
    if not text:
        return NOTHING
    at = datetime.fromisoformat(text)
    return f"{at:%Y-%m-%d %H:%M:%S}" if at.second else f"{at:%Y-%m-%d %H:%M}"


def chinese_date(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def chinese_instant(text: str) -> str:
    """An instant in words: 2025年4月8日 00:00."""
    at = datetime.fromisoformat(text)
    return f"{chinese_date(at)} {at:%H:%M}"


def period(start: str, end: str) -> str:
    """A half-open period; whole days are printed with the last day included."""
    first, last = datetime.fromisoformat(start), datetime.fromisoformat(end)
    if (first.hour, first.minute, first.second, last.hour, last.minute, last.second) != (0,) * 6:
        return f"{chinese_instant(start)} 起，{chinese_instant(end)} 止（不含止点）"
    last_day = last - timedelta(days=1)
    return chinese_date(first) if last_day <= first else f"{chinese_date(first)}至{chinese_date(last_day)}"


def seconds(number: int | str) -> str:
    """A delay in words, at most two units: 2 小时 5 分."""
    left = int(Fraction(number))
    parts = []
    for unit, length in (("天", 86400), ("小时", 3600), ("分", 60), ("秒", 1)):
        amount, left = divmod(left, length)
        if amount:
            parts.append(f"{count(amount)} {unit}")
    return " ".join(parts[:2]) or "0 秒"


def stretch(start: str, end: str) -> str:
    """The length between two instants in words."""
    length = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    return seconds(int(length.total_seconds()))


def size(number: int) -> str:
    """A file size in bytes, exact, since it stands beside a digest."""
    return f"{number:,} 字节"
