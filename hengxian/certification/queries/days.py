"""Working days by the State Council's arrangement, for limits that certification stores."""

from datetime import date

from hengxian.kernel.clock import NotAnnounced
from hengxian.kernel.refusals import Incomplete
from hengxian.standard.calendars.arrangement import state_council


def working_days_after(day: date, n: int) -> date:
    """The n-th working day after the day. Incomplete naming a year whose arrangement is not announced (G-3)."""
    try:
        return state_council().calendar.nth_working_day_after(day, n)
    except NotAnnounced as gap:
        raise Incomplete(str(gap), "P-daycount") from gap


def working_days_after_if_known(day: date, n: int) -> date | None:
    """The same, None where the year is not announced; the clock on the page then says 不能推定."""
    try:
        return working_days_after(day, n)
    except Incomplete:
        return None
