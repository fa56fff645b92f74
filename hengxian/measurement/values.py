"""What a measurement answers: plain frozen values, the only thing scoring may see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Count:
    """Hits of those counted; a share where anything was counted."""

    numerator: int
    denominator: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)


@dataclass(frozen=True)
class Measured:
    """One share as measured: the figure, its variants, what stands apart, who missed."""

    id: str
    count: Count
    variants: Mapping[str, Count] = field(default_factory=dict)
    apart: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    misses: tuple[str, ...] = ()


@dataclass(frozen=True)
class MeasuredDuration:
    """A mean duration in exact hours, with its variants; `counted` orders stand behind it."""

    id: str
    counted: int
    hours: Fraction
    variants: Mapping[str, Fraction] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class Absent:
    """A figure that cannot be given, and why."""

    id: str
    reason: str
