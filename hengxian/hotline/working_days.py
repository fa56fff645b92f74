"""Working days by the State Council's arrangement; a year that is not announced is told, never guessed (G-3)."""

from datetime import date, datetime

from hengxian.kernel.clock import NotAnnounced, end_of
from hengxian.records.clocks import SHANGHAI, local_day
from hengxian.standard.calendars.arrangement import state_council


def end_of_nth_after(at: datetime, n: int) -> datetime:
    """24:00 of the n-th working day after the day of an instant. NotAnnounced names a year that is not known."""
    return end_of(state_council().calendar.nth_working_day_after(local_day(at), n), SHANGHAI)


def nth_after_if_known(day: date, n: int) -> date | None:
    """The n-th working day after the day; None in a year not announced."""
    try:
        return state_council().calendar.nth_working_day_after(day, n)
    except NotAnnounced:
        return None
