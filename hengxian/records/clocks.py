"""Clocks: when each limit of time runs out, and how it stands at a moment (G-2, G-3, A-9, T47, T48)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from hengxian.kernel.clock import NotAnnounced, WorkingCalendar, end_of
from hengxian.kernel.refusals import Incomplete
from hengxian.standard.model.pack import Pack
from hengxian.standard.model.process import Deadline

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOST_DAYS = 1000  # of a limit that a person types; nobody means four years of working days
UNITS = {"working_day": "个工作日", "day": "天", "month": "个月"}


class Undeterminable(Incomplete):
    """A limit falls in a year whose days off are not announced; the year is named and nothing is guessed."""


class NoLength(Incomplete):
    """The rule leaves the length of this limit open and the body has not set it (T5)."""


class Standing(StrEnum):
    """How a clock stands; computed, never stored."""

    RUNNING = "未到期"
    TODAY = "今日到期"
    LATE = "超期"
    IN_TIME = "按时完成"
    DONE_LATE = "超期完成"
    UNKNOWN = "不能推定"
    UNSET = "期限未设定"


@dataclass(frozen=True)
class Length:
    """How long a limit is: `number` of `unit` (working_day, day or month)."""

    number: int
    unit: str

    def __str__(self) -> str:
        """As people say it: 5个工作日."""
        return f"{self.number}{UNITS[self.unit]}"


@dataclass(frozen=True)
class Due:
    """The day a limit falls on; it runs out at 24:00 of that day, which `at` gives."""

    deadline: str
    name: str
    clause: str
    day0: date
    length: Length
    on: date
    note: str = ""

    @property
    def at(self) -> datetime:
        """The instant it runs out."""
        return end_of(self.on, SHANGHAI)


@dataclass(frozen=True)
class Clock:
    """A limit as pages show it at one moment. `left` counts days of the limit's unit, negative once late.

    `due_on` and `left` are None where the limit cannot be told; `note` then says why.
    """

    deadline: str
    name: str
    clause: str
    began_at: datetime
    done_at: datetime | None
    due_on: date | None
    standing: Standing
    left: int | None = None
    note: str = ""

    @property
    def is_late(self) -> bool:
        """Whether the limit was or is missed."""
        return self.standing in (Standing.LATE, Standing.DONE_LATE)

    @property
    def is_running(self) -> bool:
        """Whether the act is still awaited."""
        return self.done_at is None


def whole_days(said: object) -> int | None:
    """A limit typed as a number of days: a whole number from 1 to MOST_DAYS; None for anything else."""
    try:
        number = Decimal(str(said))
        is_whole = number == number.to_integral_value() and 1 <= number <= MOST_DAYS
    except ArithmeticError:  # no number, or one that cannot be compared
        return None
    return int(number) if is_whole else None


def due(
    pack: Pack, deadline: str, day0: date, calendar: WorkingCalendar, *, length: int | None = None
) -> Due:
    """When a limit that began on day0 falls. `length` is the parameter's value where the rule leaves it open.

    A fixed constant of the rule cannot be overtaken by `length`. Undeterminable names the unannounced year,
    NoLength the unset parameter; KeyError for an unknown deadline.
    """
    line = pack.deadlines[deadline]
    long = length_of(pack, line, length)
    try:
        on = _after(day0, long, calendar)
    except NotAnnounced as gap:
        raise Undeterminable(f"{line.name}：{gap}", line.clauses[0]) from None
    return Due(line.id, line.name, line.clauses[0], day0, long, on, line.note or "")


def since(pack: Pack, deadline: str, day0: date, *, length: int | None = None) -> date:
    """The day so many days or months before day0: a stretch counted backwards (近3个月, 届满前三个月).

    NoLength for an unset parameter; ValueError for a limit in working days, which none counts backwards.
    """
    line = pack.deadlines[deadline]
    long = length_of(pack, line, length)
    if long.unit == "working_day":
        raise ValueError(f"{deadline} is not counted backwards")
    return months_after(day0, -long.number) if long.unit == "month" else day0 - timedelta(days=long.number)


def length_of(pack: Pack, line: Deadline, length: int | None) -> Length:
    """The rule's constant, or `length` in the parameter's unit. NoLength where neither is there."""
    fixed = pack.duration_of(line)
    if fixed is not None and fixed.unit in UNITS:
        return Length(int(fixed.value), fixed.unit)
    if length is None:
        raise NoLength(f"{line.name}未设定", line.clauses[0])
    unit = pack.parameters[line.parameter].unit if line.parameter else "month"
    return Length(length, unit or "day")


def months_after(day: date, months: int) -> date:
    """The same day so many months later (or earlier); the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def clock(
    pack: Pack,
    deadline: str,
    began_at: datetime,
    calendar: WorkingCalendar,
    *,
    at: datetime,
    done_at: datetime | None = None,
    length: int | None = None,
) -> Clock:
    """The limit as it stands at that moment. A missing year or an unset parameter is told, never refused."""
    line = pack.deadlines[deadline]
    try:
        limit = due(pack, deadline, local_day(began_at), calendar, length=length)
    except (Undeterminable, NoLength) as gap:
        standing = Standing.UNSET if isinstance(gap, NoLength) else Standing.UNKNOWN
        return Clock(
            line.id, line.name, line.clauses[0], began_at, done_at, None, standing, note=gap.sentence
        )
    standing = _standing(limit.on, at, done_at)
    left = None if done_at else _left(limit, local_day(at), calendar)
    return Clock(line.id, line.name, line.clauses[0], began_at, done_at, limit.on, standing, left, limit.note)


def clock_until(
    name: str, clause: str, began_at: datetime, due_on: date, *, at: datetime, done_at: datetime | None = None
) -> Clock:
    """A limit that a person gave as a date (T29: suspension, rectification, appeal)."""
    left = None if done_at else (due_on - local_day(at)).days
    return Clock("", name, clause, began_at, done_at, due_on, _standing(due_on, at, done_at), left)


def local_day(at: datetime) -> date:
    """The date of an instant where the body works."""
    return at.astimezone(SHANGHAI).date()


def _after(day0: date, long: Length, calendar: WorkingCalendar) -> date:
    if long.unit == "working_day":
        return calendar.nth_working_day_after(day0, long.number)
    return months_after(day0, long.number) if long.unit == "month" else day0 + timedelta(days=long.number)


def _standing(due_on: date, at: datetime, done_at: datetime | None) -> Standing:
    if done_at is not None:
        return Standing.IN_TIME if local_day(done_at) <= due_on else Standing.DONE_LATE
    if local_day(at) == due_on:
        return Standing.TODAY
    return Standing.LATE if local_day(at) > due_on else Standing.RUNNING


def _left(limit: Due, today: date, calendar: WorkingCalendar) -> int | None:
    """Days from today to the limit, working days where the limit counts those; None in an unannounced year."""
    if limit.length.unit != "working_day":
        return (limit.on - today).days
    first, last = sorted((today, limit.on))
    days = (first + timedelta(days=n + 1) for n in range((last - first).days))
    try:
        worked = sum(calendar.is_working(day) for day in days)
    except NotAnnounced:
        return None
    return worked if today <= limit.on else -worked
