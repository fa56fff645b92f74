"""Limits of an order that explain themselves: which days counted, which were skipped and why (G-3, 10.2.2, B-5)."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hengxian.hotline.models import Extension, Matter, Order
from hengxian.kernel.clock import NotAnnounced, end_of
from hengxian.records.clocks import SHANGHAI, Undeterminable, local_day
from hengxian.records.edition import pack
from hengxian.records.parameters import value_of
from hengxian.standard.calendars import state_council

HANDLING = "10.2.2.2"
DEADLINE = "P-deadline"
WEEKEND = "周末"
AGAIN = "再次办理"  # the type of the note that keeps what a redo set
INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Reckoning:
    """How a limit of working days came about: day 0, the days counted, the days skipped each with its reason.

    `worked` are weekend days that counted because they are worked; `calendar` names the arrangement used.
    """

    began_on: date
    days: int
    on: date
    counted: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]
    worked: tuple[date, ...]
    calendar: str

    @property
    def at(self) -> datetime:
        """24:00 of the last day."""
        return end_of(self.on, SHANGHAI)

    @property
    def sentence(self) -> str:
        """As a page explains it."""
        parts = [
            f"自 {self.began_on.isoformat()}（第 0 日）起第 {self.days} 个工作日，至 {self.on.isoformat()} 24:00"
        ]
        parts += [f"{why} {_span(days)} 不计" for why, days in _runs(self.skipped)]
        parts += (
            [f"调休上班日 {'、'.join(each.isoformat() for each in self.worked)} 计入"] if self.worked else []
        )
        return "；".join(parts)


@dataclass(frozen=True)
class Step:
    """One limit in the row of those that were in force: how it came about, by which extension if by any."""

    label: str
    reckoning: Reckoning
    extension: Extension | None = None


@dataclass(frozen=True)
class Explained:
    """The limit first given, whatever replaced it in order of time, and the limit in force. Empty: nothing yet."""

    steps: tuple[Step, ...]
    in_force: datetime | None

    @property
    def original(self) -> Reckoning | None:
        """The limit first given, which never changes."""
        return self.steps[0].reckoning if self.steps else None


def reckon(day0: date, days: int) -> Reckoning:
    """The limit of so many working days after day 0. Undeterminable names the year that is not announced."""
    arrangement = state_council()
    calendar = arrangement.calendar
    try:
        last = calendar.nth_working_day_after(day0, days)
    except NotAnnounced as gap:
        raise Undeterminable(f"办理时限：{gap}", HANDLING, ("limit_days",)) from None
    after = [day0 + timedelta(days=n + 1) for n in range((last - day0).days)]
    counted = tuple(day for day in after if calendar.is_working(day))
    skipped = tuple((day, _why_not(day)) for day in after if not calendar.is_working(day))
    years = f"{arrangement.years[0].year}–{arrangement.years[-1].year}"
    return Reckoning(
        day0, days, last, counted, skipped, tuple(day for day in counted if day.weekday() >= 5),
        f"国务院办公厅放假安排（{years} 年，摘要 {arrangement.fingerprint[:12]}）",
    )  # fmt: skip


def reckon_if_known(day0: date, days: int | None) -> Reckoning | None:
    """The same; None where there are no days, or the year is not announced: a condition says so."""
    with suppress(Undeterminable):
        return reckon(day0, days) if days else None
    return None


def first_limit(order: Order, days: int) -> Reckoning:
    """The limit of an order: it counts from the day of acceptance, whatever was done since (B-4)."""
    return reckon(local_day(order.accepted_at), days)


def after_extension(order: Order, days: int) -> Reckoning:
    """The limit that an extension by so many working days gives: counted from the limit now in force."""
    assert order.limit_at is not None  # it was transferred
    return reckon(limit_day(order.limit_at), days)


def limit_day(limit: datetime) -> date:
    """The day at whose 24:00 a limit runs out."""
    return local_day(limit - INSTANT)


def typed_or_usual(order: Order, typed: object, at: datetime) -> int | None:
    """The working days that were typed, else those of the order's category."""
    text = str(typed or "")
    return int(text) if text.isdecimal() else days_for(order.matter, at)


def days_for(matter: Matter | None, at: datetime) -> int | None:
    """The working days that a category has: its own, else the table set for 各类事项办理时限; None while neither is."""
    if matter is None:
        return None
    if matter.limit_days is not None:
        return matter.limit_days
    setting = value_of(DEADLINE, at)
    table = {row[0]: row[1] for row in setting.value if len(row) > 1} if setting else {}
    said = table.get(matter.name, "")
    return int(said) if said.isdecimal() and int(said) else None


def explained(order: Order) -> Explained:
    """Why the order is due when it is due."""
    if order.limit_days is None or order.due_at is None:
        return Explained((), order.limit_at)
    steps = [Step("原定办理期限", first_limit(order, order.limit_days))]
    for _, later in sorted(_replacing(order), key=lambda each: each[0]):
        if isinstance(later, Extension):
            steps.append(Step("批准延期", reckon(steps[-1].reckoning.on, later.days), later))
        else:
            steps.append(Step(AGAIN, later))
    return Explained(tuple(steps), order.limit_at)


def transfer_limit(order: Order) -> Reckoning:
    """The day by which it had to be transferred: 2 working days after acceptance (10.2.2.1)."""
    fixed = pack().duration_of(pack().deadlines["transfer"])
    assert fixed is not None  # a constant of the rule
    return reckon(local_day(order.accepted_at), int(fixed.value))


def was_transferred_late(order: Order, at: datetime) -> bool | None:
    """Marked for good once it is so: transferred, or still not transferred, after the limit. None: cannot be told.

    What was answered on the spot, or closed within the limit, needed no transfer.
    """
    try:
        limit = transfer_limit(order).at
    except Undeterminable:
        return None
    if order.transferred_at is None and order.closed_at is not None:
        return order.closed_at > limit and not order.closed_in_first_contact
    return (order.transferred_at or at) > limit


def _replacing(order: Order) -> Iterator[tuple[datetime, Extension | Reckoning]]:
    """What replaced the limit, with the instant: approved extensions, and the limits that a redo gave."""
    for extension in order.extensions.filter(status="已批准", decided_at__isnull=False):
        yield extension.decided_at, extension  # type: ignore[misc]  # the filter says so
    for note in order.notes.filter(type=AGAIN):
        yield note.at, reckon(date.fromisoformat(note.told["began_on"]), note.told["limit_days"])


def _why_not(day: date) -> str:
    festivals = (festival for year in state_council().years for festival in year.festivals)
    names = [festival.name for festival in festivals if festival.closed[0] <= day <= festival.closed[1]]
    return f"{names[0]}放假" if names else WEEKEND


def _runs(skipped: tuple[tuple[date, str], ...]) -> list[tuple[str, list[date]]]:
    runs: list[tuple[str, list[date]]] = []
    for day, why in skipped:
        if runs and runs[-1][0] == why and runs[-1][1][-1] + timedelta(days=1) == day:
            runs[-1][1].append(day)
        else:
            runs.append((why, [day]))
    return runs


def _span(days: list[date]) -> str:
    return days[0].isoformat() if len(days) == 1 else f"{days[0].isoformat()} 至 {days[-1].isoformat()}"


def working_days_left(limit: datetime, at: datetime) -> int | None:
    """Working days from today to the limit's day, negative once it is past, 0 on it; None in an unannounced year."""
    today, last = local_day(at), limit_day(limit)
    first, end = sorted((today, last))
    calendar = state_council().calendar
    try:
        worked = sum(calendar.is_working(first + timedelta(days=n + 1)) for n in range((end - first).days))
    except NotAnnounced:
        return None
    return worked if last >= today else -worked
