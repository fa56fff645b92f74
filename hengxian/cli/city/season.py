"""The quarter's days: which are worked, which are holidays, when the cold wave and the outage fall."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

import numpy as np

from hengxian.cli.city.chance import Flags, Numbers, Reals
from hengxian.kernel.clock import NotAnnounced, WorkingCalendar
from hengxian.standard.calendars import state_council

DAY = 86_400
NEVER = int(np.iinfo(np.int64).min)  # the same bits as numpy's NaT
_EPOCH = date(1970, 1, 1)
_LONGEST_LIMIT = 15  # working days: the longest any topic allows
_LONGEST_COURSE = 45  # working days that an order may drag on; later than any export shows
_COLD_FROM, _COLD = 12, (1.35, 1.9, 2.1, 1.6, 1.2)  # day of the quarter, and how much more people call
_OUTAGE = (50, 13 * 3600 + 1_260, 11_700)  # day of the quarter, second of the day, length (3 h 15 min)


@dataclass(frozen=True)
class Season:
    """Three months from `start`. Instants are seconds of local time since 1970, days count from start."""

    start: date

    @cached_property
    def end(self) -> date:
        """The first day after the three months."""
        month = self.start.month + 2
        year = self.start.year + month // 12
        return date(year, month % 12 + 1, min(self.start.day, 28))

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def opens_at(self) -> int:
        return (self.start - _EPOCH).days * DAY

    @property
    def as_of(self) -> int:
        """When the export is drawn: a week after the quarter."""
        return self.opens_at + (self.days + 7) * DAY

    @property
    def as_of_text(self) -> str:
        return (datetime(1970, 1, 1) + timedelta(seconds=self.as_of)).isoformat()

    @cached_property
    def calendar(self) -> WorkingCalendar:
        return state_council().calendar

    @cached_property
    def is_worked(self) -> Flags:
        """For each day of the quarter; NotAnnounced in a year without an arrangement."""
        return np.array([self.calendar.is_working(self.day(n)) for n in range(self.days)])

    @cached_property
    def festival(self) -> tuple[str, ...]:
        """The festival each day is given off for, or ''."""
        festivals = [festival for year in state_council().years for festival in year.festivals]
        names = {day: festival.name for festival in festivals for day in festival.days_off()}
        return tuple(names.get(self.day(n), "") for n in range(self.days))

    @cached_property
    def cold(self) -> Reals:
        """How much more people call on each day for the cold wave: 1 is as usual."""
        factor = np.ones(self.days)
        factor[_COLD_FROM : _COLD_FROM + len(_COLD)] = _COLD
        return factor

    @property
    def outage(self) -> tuple[int, int]:
        """From when to when no call reached the line."""
        day, second, length = _OUTAGE
        return (begins := self.opens_at + day * DAY + second), begins + length

    def day(self, n: int) -> date:
        return self.start + timedelta(days=n)

    def month(self, n: int) -> str:
        """The n-th day's month, as 2025-01."""
        return self.day(n).strftime("%Y-%m")

    def day_of(self, instants: Numbers) -> Numbers:
        """The day of the quarter each instant falls on."""
        return (instants - self.opens_at) // DAY

    def midnight(self, days: Numbers) -> Numbers:
        """00:00 of those days."""
        return self.opens_at + days * DAY

    def after(self, days: Numbers, working_days: Numbers) -> Numbers:
        """The n-th working day after each day, as a day of the quarter."""
        rows = np.clip(days, 0, len(self._ahead) - 1)
        return np.asarray(self._ahead[rows, np.clip(working_days, 0, _LONGEST_COURSE)])

    @cached_property
    def _ahead(self) -> Numbers:
        span = self.days + 60
        return np.array([[self._nth(day, n) for n in range(_LONGEST_COURSE + 1)] for day in range(span)])

    def _nth(self, day: int, n: int) -> int:
        try:
            return (self.calendar.nth_working_day_after(self.day(day), n) - self.start).days
        except NotAnnounced:
            if day < self.days and n <= _LONGEST_LIMIT:
                raise
            return self.days + 40  # past as_of: the export will not show it
