"""Who is on duty when (9.1.2.2, 10.1.2.1): declared hours, shifts, and the hours that no shift covers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
WEEK_HOURS = 7 * 24
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")


@dataclass(frozen=True)
class Span:
    """A stretch of time; includes its start and not its end."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Hours:
    """The hours declared: weekdays (Monday 0), and the minutes of the day at which they open and close."""

    days: frozenset[int]
    opens: int
    closes: int

    @property
    def minutes_a_week(self) -> int:
        """How long the hotline takes contacts in a week."""
        return len(self.days) * (self.closes - self.opens)


def read_hours(days: Iterable[str], opens: str, closes: str) -> Hours:
    """Declared hours from 周一 … 周日 and `08:30`, `24:00`. ValueError in Chinese for times that are none."""
    first, last = minutes_of(opens), minutes_of(closes)
    if last <= first:
        raise ValueError(f"每日结束（{closes}）应晚于开始（{opens}）；跨夜的分两段写，或写作 00:00 至 24:00")
    return Hours(frozenset(DAYS.index(day) for day in days), first, last)


def minutes_of(clock: str) -> int:
    """`08:30` as minutes of the day. ValueError in Chinese."""
    found = _CLOCK.fullmatch(clock.strip())
    if found is None:
        raise ValueError(f"时刻写作 08:30，全天结束写作 24:00，现为“{clock}”")
    return 24 * 60 if found[1] is None else int(found[1]) * 60 + int(found[2])


def declared(hours: Hours, first: date, days: int, zone: tzinfo) -> list[Span]:
    """The hours declared for so many days from a day on, in order; days that touch are one stretch."""
    found: list[Span] = []
    for day in (first + timedelta(days=count) for count in range(days)):
        if day.weekday() not in hours.days:
            continue
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
        span = Span(midnight + timedelta(minutes=hours.opens), midnight + timedelta(minutes=hours.closes))
        if found and found[-1].ends_at == span.starts_at:
            found[-1] = Span(found[-1].starts_at, span.ends_at)
        else:
            found.append(span)
    return found


def uncovered(wanted: Sequence[Span], shifts: Iterable[Span]) -> list[Span]:
    """What of the wanted stretches no shift covers, in order."""
    on_duty = sorted(shifts, key=lambda shift: shift.starts_at)
    return [gap for span in wanted for gap in _gaps(span, on_duty)]


def _gaps(span: Span, shifts: Sequence[Span]) -> Iterable[Span]:
    reached = span.starts_at
    for shift in shifts:
        if shift.ends_at <= reached:
            continue
        if shift.starts_at >= span.ends_at:
            break
        if shift.starts_at > reached:
            yield Span(reached, shift.starts_at)
        reached = shift.ends_at
    if reached < span.ends_at:
        yield Span(reached, span.ends_at)
