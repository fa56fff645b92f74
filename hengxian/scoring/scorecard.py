"""What scoring answers: leaf scores with their source, and totals as exact intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hengxian.scoring.judgements import Judgement

LOWEST = Fraction(0)
HIGHEST = Fraction(100)


class Source(StrEnum):
    """Where a leaf's score comes from (A-13); every output says it."""

    MEASURED = "measured"
    JUDGED = "judged"
    OPEN = "open"

    @property
    def label(self) -> str:
        """计算, 评判 or 未测."""
        return {"measured": "计算", "judged": "评判", "open": "未测"}[self]


@dataclass(frozen=True, slots=True)
class Interval:
    """Points from low, open leaves scoring 0, to high, open leaves scoring 100; equal when none is open."""

    low: Fraction
    high: Fraction

    @property
    def width(self) -> Fraction:
        """How many points are still open."""
        return self.high - self.low

    @property
    def is_open(self) -> bool:
        """Whether a leaf below has no score."""
        return self.low != self.high

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def times(self, factor: Fraction) -> "Interval":
        """Both ends times the same factor, which is not negative."""
        return Interval(self.low * factor, self.high * factor)


NOTHING = Interval(LOWEST, LOWEST)


def bounds(points: Fraction | None) -> Interval:
    """A score as an interval: itself, or the whole scale while it is open."""
    return Interval(LOWEST, HIGHEST) if points is None else Interval(points, points)


@dataclass(frozen=True, slots=True)
class LeafScore:
    """A leaf's score out of 100, None while open; `note` says in Chinese why it is open.

    `ratings` holds every rater's judgement, whether or not they make a score (T45).
    """

    value: Fraction | None
    source: Source
    weight: Fraction
    note: str = ""
    ratings: Sequence[Judgement] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """Groups and dimensions out of 100 by id, and the composite of C.5."""

    groups: Mapping[str, Interval]
    dimensions: Mapping[str, Interval]
    composite: Interval


@dataclass(frozen=True, slots=True)
class Bonus:
    """The 提升指标 of 13.1.2: points of `maximum`, by group and in total, on a line of their own (T3)."""

    leaves: Mapping[str, LeafScore]
    groups: Mapping[str, Interval]
    points: Interval
    maximum: Fraction


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All scores of one evaluation. `maximum` is what the composite may reach: 100, or 115 by P-bonus."""

    leaves: Mapping[str, LeafScore]
    groups: Mapping[str, Interval]
    dimensions: Mapping[str, Interval]
    composite: Interval
    bonus: Bonus
    maximum: Fraction

    @property
    def includes_bonus(self) -> bool:
        """Whether the profile adds the 提升指标 to the composite, 「满分 115」."""
        return self.maximum != HIGHEST
