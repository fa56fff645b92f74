"""A week of hours: calls against rostered seats, what is missing, what one seat more would do (no Django)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hengxian.hotline.staffing.erlang import Answering, Load, answering, seats_for

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True)
class Target:
    """What the rule asks: so many percent of calls answered by a person within so many seconds (10.1.2.2)."""

    seconds: float
    percent: int

    @property
    def share(self) -> float:
        """As a fraction."""
        return self.percent / 100


@dataclass(frozen=True)
class Hour:
    """One hour of the week: its load, the seats it needs, and, where a roster is known, how it would go."""

    weekday: int
    hour: int
    load: Load
    needed: int
    rostered: int | None
    expected: Answering | None
    with_one_more: Answering | None
    target: Target

    @property
    def is_at_risk(self) -> bool:
        """Whether the rostered seats answer too few within the limit."""
        return self.expected is not None and self.expected.within < self.target.share

    @property
    def short(self) -> int:
        """Seats missing; 0 when there are enough or nobody knows."""
        return 0 if self.rostered is None else max(0, self.needed - self.rostered)


def plan_week(
    loads: Mapping[tuple[int, int], Load], target: Target, roster: Sequence[Sequence[int]] | None = None
) -> list[Hour]:
    """Every hour of the week in order; `loads` by (weekday from 0, hour), `roster` seven lists of 24 seats."""
    return [
        _hour(weekday, hour, loads.get((weekday, hour), Load(0, 1)), target, roster)
        for weekday in range(7)
        for hour in range(24)
    ]


def _hour(
    weekday: int, hour: int, load: Load, target: Target, roster: Sequence[Sequence[int]] | None
) -> Hour:
    needed = seats_for(load, target.seconds, target.share)
    seats = None if roster is None else roster[weekday][hour]
    return Hour(
        weekday, hour, load, needed, seats,
        None if seats is None else answering(load, seats, target.seconds),
        None if seats is None else answering(load, seats + 1, target.seconds),
        target,
    )  # fmt: skip
