"""考核结果 of a unit: points of the four aspects and a grade, by the hotline's own scheme; nobody types one (11.3.2.2).

The scheme (P-appraisal) has a row an aspect with its points (`态度|25`), and may have rows of grades with their
least points (`优秀|90`). What it says is the hotline's own: it is printed 机构自定（规则未规定）.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengxian.hotline.queries.unit_evaluation import ASPECTS
from hengxian.kernel.quantity import half_up
from hengxian.kernel.refusals import Incomplete
from hengxian.standard.model.parameters import UNSET_MARK

NEVER = re.compile(
    "合[格]|达[标]|通[过]"
)  # a verdict (T4); written so that no text of ours holds the words themselves
EXPECTED = "四个方面各一行，写作“态度|25”；等次可另列，写作“优秀|90”（90 分及以上）"
UNKNOWN = "无数据"


@dataclass(frozen=True)
class Scheme:
    """Points by aspect in the order of 11.2.1, and grades with their least points, the highest first."""

    points: dict[str, Fraction]
    grades: tuple[tuple[str, Fraction], ...]

    @property
    def full(self) -> Fraction:
        """The most that can be had."""
        return sum(self.points.values(), Fraction(0))

    def grade_of(self, points: Fraction) -> str:
        """The highest grade reached; empty where none is, or the scheme has none."""
        return next((name for name, least in self.grades if points >= least), "")


@dataclass(frozen=True)
class Score:
    """One aspect: its points of the scheme, and those had; None where nothing is known of it."""

    label: str
    full: Fraction
    had: Fraction | None


@dataclass(frozen=True)
class Tally:
    """The points of a unit. An aspect without data is neither nothing nor all: the total is then from-to."""

    scheme: Scheme
    scores: tuple[Score, ...]

    @property
    def least(self) -> Fraction:
        """The total if the aspects without data had none of their points."""
        return sum((score.had or Fraction(0) for score in self.scores), Fraction(0))

    @property
    def most(self) -> Fraction:
        """The total if they had all."""
        return sum((score.full if score.had is None else score.had for score in self.scores), Fraction(0))

    @property
    def result(self) -> str:
        """The result in words: 92.50 分（满分 100 分），等次“优秀”，机构自定（规则未规定）."""
        known = self.least == self.most
        total = _said(self.least) if known else f"{_said(self.least)} 至 {_said(self.most)}"
        missing = "、".join(score.label for score in self.scores if score.had is None)
        why = f"；{missing}{UNKNOWN}" if missing else ""
        return f"{total} 分（满分 {_said(self.scheme.full)} 分{why}）{self._grade()}，{UNSET_MARK}"

    def _grade(self) -> str:
        if not self.scheme.grades:
            return ""
        low, high = self.scheme.grade_of(self.least), self.scheme.grade_of(self.most)
        if low != high:
            return "，等次未定"
        return f"，等次“{low}”" if low else "，未列入等次"


def read_scheme(rows: Any) -> Scheme:
    """The scheme as it was set. Incomplete with the row that cannot be read and what was expected."""
    points: dict[str, Fraction] = {}
    grades: dict[str, Fraction] = {}
    for cells in rows if isinstance(rows, list | tuple) else ():
        name, number = _read(cells)
        kept = points if name in ASPECTS.values() else grades
        if name in kept:
            raise _wrong(f"“{name}”写了两次")
        kept[name] = number
    if lacking := [label for label in ASPECTS.values() if label not in points]:
        raise _wrong(f"没有{'、'.join(lacking)}的分值")
    if not any(points.values()):
        raise _wrong("四个方面的分值都是 0")
    if len(set(grades.values())) < len(grades):
        raise _wrong("两个等次的分数下限相同")
    ordered = sorted(grades.items(), key=lambda each: -each[1])
    return Scheme({label: points[label] for label in ASPECTS.values()}, tuple(ordered))


def tally(scheme: Scheme, figures: Sequence[Sequence[Any]]) -> Tally:
    """The points for figures as an appraisal keeps them: `[aspect, source, good, n]`, all sources of one together."""
    scores = []
    for label, full in scheme.points.items():
        good = sum(row[2] for row in figures if row[0] == label)
        n = sum(row[3] for row in figures if row[0] == label)
        scores.append(Score(label, full, full * Fraction(good, n) if n else None))
    return Tally(scheme, tuple(scores))


def points_said(number: Fraction | None) -> str:
    """Points with two decimals, or that nothing is known."""
    return UNKNOWN if number is None else _said(number)


def _read(cells: Any) -> tuple[str, Fraction]:
    if not isinstance(cells, list | tuple) or len(cells) != 2:
        raise _wrong(f"“{cells if isinstance(cells, str) else '|'.join(map(str, cells))}”应为两格")
    name, said = (str(cell).strip() for cell in cells)
    try:
        number = Fraction(said.removesuffix("分").strip())
    except (ValueError, ZeroDivisionError):
        raise _wrong(f"“{name}|{said}”的“{said}”应为分数") from None
    if number < 0:
        raise _wrong(f"“{name}”的分数不能小于 0")
    if NEVER.search(name):
        raise _wrong(f"等次“{name}”不能用：得分不作这样的结论")
    return name, number


def _wrong(told: str) -> Incomplete:
    return Incomplete(f"承办单位考核方案{told}；{EXPECTED}", "11.3.2.2", ("scheme",))


def _said(number: Fraction) -> str:
    return half_up(number, 2).removesuffix(".00")
