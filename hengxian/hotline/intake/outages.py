"""Days on which the switch told nothing: shown as 可能中断, never as a full connection rate (B-1)."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from hengxian.hotline.lifecycles.outage import ENTERED
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
    return Silence.KNOWN if standing_ones(hotline, "calls", start, end).exists() else Silence.POSSIBLE


def standing_ones(hotline: Hotline, source: str, start: datetime, end: datetime) -> "QuerySet[Outage]":
    """The outages of a source that touch the stretch [start, end) and were not withdrawn, in order of time."""
    found = Outage._default_manager.filter(hotline=hotline, source=source, status=ENTERED)
    return found.filter(from_at__lt=end, to_at__gt=start).order_by("from_at", "pk")


def covering(hotline: Hotline, source: str, start: datetime, end: datetime) -> "QuerySet[Outage]":
    """Those of them in which the whole stretch lies."""
    return standing_ones(hotline, source, start, end).filter(from_at__lte=start, to_at__gte=end)


def near(hotline: Hotline, at: datetime) -> "QuerySet[Outage]":
    """Those of any source that touch the day before, last now, or are announced for the day after."""
    found = Outage._default_manager.filter(hotline=hotline, status=ENTERED)
    return found.filter(from_at__lt=at + ONE_DAY, to_at__gt=at - ONE_DAY).order_by("from_at", "pk")


def silence_at(hotline: Hotline, at: datetime) -> Silence:
    """Why nothing is heard at this moment."""
    lasts = standing_ones(hotline, "calls", at, at + timedelta(seconds=1)).exists()
    return Silence.KNOWN if lasts else Silence.POSSIBLE
