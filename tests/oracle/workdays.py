"""Working days as the State Council arranged them, 2004 to 2026, taken from the chinesecalendar package."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from chinese_calendar.constants import holidays, workdays  # type: ignore[import-untyped]

from .instants import end_of, local_date, midnight

ANNOUNCED = range(2004, 2027)


class UnannouncedYear(Exception):
    """A date's year has no arrangement yet."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"{year}年的放假安排尚未公布")


def is_working(day: date) -> bool:
    if day.year not in ANNOUNCED:
        raise UnannouncedYear(day.year)
    return day in workdays or (day.weekday() < 5 and day not in holidays)


def limit(instant: int, days: int, zone: ZoneInfo) -> int:
    """The end of the n-th working day after the instant's local date, which is day 0."""
    day = local_date(instant, zone)
    while days:
        day += timedelta(days=1)
        days -= is_working(day)
    return end_of(day, zone)


def worked(start: int, end: int, zone: ZoneInfo) -> int:
    """Microseconds of [start, end) that fall on working days, 00:00 to 24:00."""
    total, day = 0, local_date(start, zone)
    while midnight(day, zone) < end:
        first, last = max(start, midnight(day, zone)), min(end, end_of(day, zone))
        if last > first and is_working(day):
            total += last - first
        day += timedelta(days=1)
    return total
