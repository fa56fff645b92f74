"""Exact values: half-open periods, shares as fractions, and the one place where a figure is rounded for print."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

Z_95 = Decimal("1.959964")
"""The normal quantile of the 95 % interval, as indicators.md fixes it (information_accuracy_rate)."""

MILLIONTH = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Period:
    """The half-open stretch of time [start, end); both instants carry an offset."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        """Refuse instants without an offset (ValueError) and a period that holds no time (ValueError)."""
        for instant in (self.start, self.end):
            if instant.utcoffset() is None:
                raise ValueError(f"时段的起止时间须带时区：{instant.isoformat()}")
        if self.end <= self.start:
            raise ValueError(f"时段的结束须晚于开始：{self.start.isoformat()} 至 {self.end.isoformat()}")

    def covers(self, instant: datetime) -> bool:
        """Whether the instant (with offset) lies in [start, end)."""
        return self.start <= instant < self.end


def share(part: int, whole: int) -> Fraction:
    """The exact share part / whole, from 0 to 1; ValueError where there is nothing to share or part is no part."""
    if whole <= 0 or not 0 <= part <= whole:
        raise ValueError(f"no share: {part} of {whole}")
    return Fraction(part, whole)


def half_up(value: Fraction, places: int) -> str:
    """The value in plain digits with that many decimals, an exact half going away from zero.

    >>> half_up(Fraction(94996, 1000), 2)
    '95.00'
    """
    scale = 10**places
    scaled = abs(value) * scale
    digits = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    whole, rest = divmod(digits, scale)
    sign = "-" if value < 0 and digits else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def wilson_95(passed: int, n: int) -> tuple[str, str]:
    """Low and high end of Wilson's 95 % interval for a sampled share, six decimals each; ValueError for n = 0.

    Source: indicators.md, information_accuracy_rate. Written over whole numbers, so that 0 of n starts at 0
    and n of n ends at 1 by arithmetic, without clamping.
    """
    share(passed, n)
    with localcontext() as context:
        context.prec = 50
        z2 = Z_95 * Z_95
        middle = 2 * passed + z2
        reach = Z_95 * (z2 + Decimal(4 * passed * (n - passed)) / n).sqrt()
        ends = ((middle + turn * reach) / (2 * (n + z2)) for turn in (-1, 1))
        low, high = (str(end.quantize(MILLIONTH, ROUND_HALF_UP)) for end in ends)
    return low, high
