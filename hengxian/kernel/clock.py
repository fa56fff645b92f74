"""The working clock: which days are worked, and when a limit of n working days runs out."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cached_property

DAY = timedelta(days=1)


class NotAnnounced(ValueError):
    """A day had to be classified in a year whose arrangement is not known; it is never guessed."""

    def __init__(self, year: int) -> None:
        """Name the year."""
        self.year = year
        super().__init__(f"{year} 年未公布放假安排，涉及该年的工作日不能推定")


@dataclass(frozen=True)
class WorkingCalendar:
    """Weekdays are worked and weekends are not, except as announced, in the announced years only.

    `closed` and `worked` are the announced exceptions. A notice may reach into the year before its own
    (2018-12-31 was given off by the arrangement of 2019), so exceptions are not tied to a year.
    """

    years: frozenset[int]
    closed: frozenset[date] = field(default=frozenset())
    worked: frozenset[date] = field(default=frozenset())

    def __post_init__(self) -> None:
        """Refuse a calendar without a year, or one that both closes and works a day (ValueError)."""
        if not self.years:
            raise ValueError("工作日历未含任何年份")
        if both := self.closed & self.worked:
            raise ValueError(f"工作日历中 {min(both)} 既放假又上班")

    def is_working(self, day: date) -> bool:
        """Whether the day is worked; NotAnnounced for a day of an unannounced year."""
        if day.year not in self.years:
            raise NotAnnounced(day.year)
        return day in self.worked or (day.weekday() < 5 and day not in self.closed)

    def nth_working_day_after(self, day: date, n: int) -> date:
        """The n-th working day after the day, which itself is day 0 and need not be worked (indicators.md).

        Every day after it, up to the answer, must be classified: NotAnnounced names the first year that
        cannot be. n = 0 gives the day itself and asks nothing of the calendar; ValueError for n < 0.
        """
        if n < 0:
            raise ValueError(f"工作日天数不能为负：{n}")
        if n == 0:
            return day
        place = bisect_right(self._working_days, day) + n - 1
        answer = self._working_days[place] if place < len(self._working_days) else None
        year = day.year + (day.month == 12 and day.day == 31)
        while year in self.years:
            if answer and answer.year == year:
                return answer
            year += 1
        raise NotAnnounced(year)

    def limit(self, day: date, n: int, zone: tzinfo) -> datetime:
        """The instant a limit of n working days from that day runs out: 24:00 local of the n-th (≤ is within)."""
        return end_of(self.nth_working_day_after(day, n), zone)

    def rows(self) -> Iterator[tuple[date, bool]]:
        """(day, is it worked) for every day of every announced year, in order: the twin that SQL reads."""
        for day in _days(self.first_day, self.last_day):
            if day.year in self.years:
                yield day, self.is_working(day)

    def working_day_table(self, n: int) -> Iterator[tuple[date, date | None, int | None]]:
        """(day, n-th working day after it, None) or (day, None, unannounced year), for SQL to join.

        From the day before the first announced day, the earliest whose limit can be known, to the last.
        """
        for day in _days(self.first_day - DAY, self.last_day):
            try:
                yield day, self.nth_working_day_after(day, n), None
            except NotAnnounced as gap:
                yield day, None, gap.year

    @property
    def first_day(self) -> date:
        """1 January of the first announced year."""
        return date(min(self.years), 1, 1)

    @property
    def last_day(self) -> date:
        """31 December of the last announced year."""
        return date(max(self.years), 12, 31)

    @cached_property
    def _working_days(self) -> tuple[date, ...]:
        return tuple(day for day, is_working in self.rows() if is_working)


def end_of(day: date, zone: tzinfo) -> datetime:
    """24:00 of the day in that zone, which is 00:00 of the next."""
    return datetime.combine(day + DAY, time.min, tzinfo=zone)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
