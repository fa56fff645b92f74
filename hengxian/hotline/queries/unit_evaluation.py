"""承办单位评价: attitude, efficiency, process and result of a unit, with n, from what callers said and what was done.

attitude    网上评价                       (11.2.1.1)
efficiency  办结 within the limit in force, and 网上评价
process     the callers' word in 回访, and 网上评价
result      the same of the result
A unit about which nothing is known in the days says so: no figure is not zero (11.2.1).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from hengxian.hotline.lifecycles.followup import REACHED
from hengxian.hotline.models import (
    FollowUpAttempt,
    Hotline,
    Opinion,
    Order,
    SurveyAnswer,
    Unit,
    UnitAppraisal,
)
from hengxian.records.clocks import SHANGHAI

ASPECTS = {"attitude": "态度", "efficiency": "效率", "process": "过程", "result": "结果"}
SURVEY, CLOSING, FOLLOW_UP = "网上评价", "按期办结", "电话回访"
GOOD = (Opinion.SATISFIED, Opinion.MOSTLY)


@dataclass(frozen=True)
class Source:
    """Where a figure comes from: good ones of n."""

    name: str
    good: int
    n: int


@dataclass(frozen=True)
class Aspect:
    """One aspect of a unit."""

    id: str
    sources: tuple[Source, ...]

    @property
    def label(self) -> str:
        """态度, 效率, 过程, 结果."""
        return ASPECTS[self.id]

    @property
    def n(self) -> int:
        """How many answers or orders."""
        return sum(source.n for source in self.sources)

    @property
    def good(self) -> int:
        """How many of them were good."""
        return sum(source.good for source in self.sources)

    @property
    def share(self) -> Fraction | None:
        """None where there is nothing to divide: 无数据."""
        return Fraction(self.good, self.n) if self.n else None


@dataclass(frozen=True)
class UnitFigures:
    """A unit in the days asked about."""

    unit: Unit
    orders: int
    aspects: tuple[Aspect, ...]

    @property
    def is_without_data(self) -> bool:
        """Nothing at all is known."""
        return not any(aspect.n for aspect in self.aspects)


def evaluate_units(hotline: Hotline, since: date, until: date, at: datetime) -> Iterator[UnitFigures]:
    """Every open unit, in order of name, over days both included; what happened after `at` is not counted."""
    begins = datetime.combine(since, time(), SHANGHAI)
    ends = min(datetime.combine(until + timedelta(days=1), time(), SHANGHAI), at)
    counted = Order.objects.filter(hotline=hotline, is_test=False, exclusion="")
    closings = _closings(counted, begins, ends)
    called = {name: _called(counted, f"{name}_satisfaction", begins, ends) for name in ("process", "result")}
    surveyed = {aspect: _surveyed(counted, aspect, begins, ends) for aspect in ASPECTS}
    for unit in Unit.objects.filter(hotline=hotline, closed_on=None).order_by("name"):
        aspects = []
        for aspect in ASPECTS:
            sources = [Source(SURVEY, *surveyed[aspect].get(unit.pk, (0, 0)))]
            if aspect == "efficiency":
                sources.insert(0, Source(CLOSING, *closings.get(unit.pk, (0, 0))))
            if aspect in called:
                sources.insert(0, Source(FOLLOW_UP, *called[aspect].get(unit.pk, (0, 0))))
            aspects.append(Aspect(aspect, tuple(sources)))
        yield UnitFigures(unit, closings.get(unit.pk, (0, 0))[1], tuple(aspects))


def figures_of(appraisal: UnitAppraisal, at: datetime) -> list[list[Any]]:
    """The four aspects of an appraised unit as its appraisal keeps them: `[label, source, good, n]`."""
    if appraisal.since > appraisal.until:
        return []
    found = evaluate_units(appraisal.hotline, appraisal.since, appraisal.until, at)
    own = next((one for one in found if one.unit.pk == appraisal.unit_id), None)
    aspects = own.aspects if own else ()
    return [[one.label, source.name, source.good, source.n] for one in aspects for source in one.sources]


def _closings(orders: "QuerySet[Order]", begins: datetime, ends: datetime) -> dict[int, tuple[int, int]]:
    """By lead: orders whose limit in force ran out in the days, and how many of them were closed by it."""
    due = orders.filter(limit_at__gt=begins, limit_at__lte=ends).exclude(lead=None)
    rows = due.order_by().values("lead").annotate(
        n=Count("pk"), good=Count("pk", filter=Q(closed_at__lte=F("limit_at")))
    )  # fmt: skip
    return {row["lead"]: (row["good"], row["n"]) for row in rows}


def _called(
    orders: "QuerySet[Order]", column: str, begins: datetime, ends: datetime
) -> dict[int, tuple[int, int]]:
    """By lead: the latest word of each order reached in the days."""
    attempts = FollowUpAttempt.objects.filter(
        order__in=orders.exclude(lead=None), outcome=REACHED, attempted_at__gte=begins, attempted_at__lt=ends
    )
    latest = {
        row[0]: row
        for row in attempts.order_by("attempted_at", "pk").values_list("order", "order__lead", column)
    }
    return _counted((lead, said) for _, lead, said in latest.values())


def _surveyed(
    orders: "QuerySet[Order]", aspect: str, begins: datetime, ends: datetime
) -> dict[int, tuple[int, int]]:
    """By lead: what was answered in the days."""
    answers = SurveyAnswer.objects.filter(
        invitation__order__in=orders.exclude(lead=None), answered_at__gte=begins, answered_at__lt=ends
    )
    return _counted(iter(answers.values_list("invitation__order__lead", aspect)))


def _counted(said: Iterator[tuple[int, str]]) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for lead, opinion in said:
        if opinion and opinion != Opinion.NONE:
            good, n = found.get(lead, (0, 0))
            found[lead] = (good + (opinion in GOOD), n + 1)
    return found
