"""Which reminders are due on a day: pure, from the table of the pack and the things that wait (A-20)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from hengxian.kernel.clock import NotAnnounced, WorkingCalendar
from hengxian.records.clocks import months_after
from hengxian.standard.model.node import Register
from hengxian.standard.model.reminders import Reminder

Leads = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class DueThing:
    """Something that waits: which reminder it falls under, whose story, its number in print, and its limit.

    `due_on` None (no length set, year not announced) reminds nobody. `organisation` and `accounts` are ids of
    those meant: an applicant's organisation, and by role the accounts in this case; a role without accounts
    is told as a role. `link` is a path for the body's people, `client_link` for the applicant's.
    """

    event: str
    about: str
    number: str
    due_on: date | None
    is_done: bool = False
    link: str = ""
    organisation: int | None = None
    accounts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    client_link: str = ""


@dataclass(frozen=True)
class Due:
    """A reminder that has to be told. `milestone` is the offset reached, such as -2 or late-1."""

    reminder: Reminder
    thing: DueThing
    milestone: str
    text: str

    @property
    def key(self) -> str:
        """What may be told once: the same thing with another limit is another matter."""
        return (
            f"{self.thing.event}|{self.thing.about}|{self.thing.number}|{self.thing.due_on}|{self.milestone}"
        )


def due_reminders(
    table: Register[Reminder],
    things: Iterable[DueThing],
    on: date,
    calendar: WorkingCalendar,
    leads: Leads | None = None,
) -> Iterator[Due]:
    """The latest milestone each open thing has reached by that day; earlier ones that were missed are passed over.

    `leads` are the operator's own offsets by reminder, where given. KeyError for an event not in the table.
    """
    for thing in things:
        reminder = table[thing.event]
        if thing.is_done or thing.due_on is None:
            continue
        offsets = (leads or {}).get(thing.event, reminder.leads)
        if milestone := reached(reminder, offsets, thing.due_on, on, calendar):
            yield Due(reminder, thing, milestone, _text(reminder, thing))


def reached(
    reminder: Reminder, offsets: tuple[int, ...], due_on: date, on: date, calendar: WorkingCalendar
) -> str:
    """The name of the last milestone at or before that day; empty while there is none.

    A milestone in a year not announced is not guessed: it is passed over.
    """
    late = _late(reminder, due_on, on, calendar)
    if late:
        return f"late-{late}"
    days = [(shifted(due_on, offset, reminder.unit, calendar), offset) for offset in offsets]
    past = [(day, offset) for day, offset in days if day is not None and day <= on]
    return f"{max(past)[1]:+d}" if past else ""


def shifted(day: date, offset: int, unit: str, calendar: WorkingCalendar) -> date | None:
    """The day so many units before (negative) or after; None where a year is not announced."""
    if unit == "month":
        return months_after(day, offset)
    if unit == "day":
        return day + timedelta(days=offset)
    step = timedelta(days=1 if offset > 0 else -1)
    left = abs(offset)
    try:
        while left:
            day += step
            left -= calendar.is_working(day)
    except NotAnnounced:
        return None
    return day


def _late(reminder: Reminder, due_on: date, on: date, calendar: WorkingCalendar) -> int:
    """How many times the thing has been late by `late_every`; 0 where it is not, or is not repeated."""
    if not reminder.late_every or on <= due_on:
        return 0
    times = 0
    while (
        next_day := shifted(due_on, (times + 1) * reminder.late_every, reminder.unit, calendar)
    ) and next_day <= on:
        times += 1
    return times


def _text(reminder: Reminder, thing: DueThing) -> str:
    """The table's own sentence; the limit as every page writes days, 2026-03-02, apart from the words beside it."""
    limit = f" {thing.due_on.isoformat()} " if thing.due_on else ""
    text = reminder.message.format(number=thing.number, limit=limit)
    return re.sub(r" (?=[，；。、）]|$)", "", text)
