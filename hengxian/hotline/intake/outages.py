"""Days on which the switch told nothing: shown as 可能中断, never as a full connection rate (B-1)."""

from datetime import date, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from hengxian.hotline.models import Channel, Contact, Hotline, Outage
from hengxian.kernel.clock import end_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)


class Silence(StrEnum):
    """Why a day shows no call."""

    POSSIBLE = "可能中断"
    KNOWN = "已登记的中断"


def silent_days(hotline: Hotline, first: date, last: date) -> dict[date, Silence]:
    """The days from first to last, both included, without a single call, tests apart; one statement a day.

    Nothing is known of such a day: neither that nobody called nor that everybody was connected.
    """
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {day: silence for day in days if (silence := silence_of(hotline, day))}


def silence_of(hotline: Hotline, day: date) -> Silence | None:
    """Why the day is silent; None for a day with calls."""
    start, end = end_of(day - ONE_DAY, SHANGHAI), end_of(day, SHANGHAI)
    calls = Contact._default_manager.filter(hotline=hotline, channel=Channel.PHONE, is_test=False)
    if calls.filter(arrived_at__gte=start, arrived_at__lt=end).exists():
        return None
    outages = Outage._default_manager.filter(
        hotline=hotline, source="calls", from_at__lt=end, to_at__gt=start
    )
    return Silence.KNOWN if outages.exists() else Silence.POSSIBLE
