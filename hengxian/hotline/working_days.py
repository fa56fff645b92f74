"""Working days by the State Council's arrangement; a year that is not announced is told, never guessed (G-3)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from hengxian.kernel.clock import NotAnnounced, end_of
from hengxian.records.clocks import SHANGHAI, local_day
from hengxian.records.documents.wording import chinese_day
from hengxian.standard.calendars.arrangement import state_council


def end_of_nth_after(at: datetime, n: int) -> datetime:
    """24:00 of the n-th working day after the day of an instant. NotAnnounced names a year that is not known."""
    return end_of(state_council().calendar.nth_working_day_after(local_day(at), n), SHANGHAI)


def limit_in_words(at: datetime | None) -> str:
    """A limit as a paper says it: 2026年3月10日 24:00, not the 00:00 of the day after; a dash for none."""
    return _limit(at, chinese_day) if at else chinese_day(None)


def limit_on_page(at: datetime | None) -> str:
    """The same as pages write days: 2026-03-10 24:00."""
    return _limit(at, date.isoformat) if at else "—"


def _limit(at: datetime, written: Callable[[date], str]) -> str:
    local = at.astimezone(SHANGHAI)
    if (local.hour, local.minute) == (0, 0):
        return f"{written((local - timedelta(days=1)).date())} 24:00"
    return f"{written(local.date())} {local:%H:%M}"


def nth_after_if_known(day: date, n: int) -> date | None:
    """The n-th working day after the day; None in a year not announced."""
    try:
        return state_council().calendar.nth_working_day_after(day, n)
    except NotAnnounced:
        return None
