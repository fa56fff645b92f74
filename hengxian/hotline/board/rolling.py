"""The connection share of the last 24 hours and its worst window, by the engine's own sweep (connection_24h)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.db.models import QuerySet

from hengxian.hotline.models import Channel, Contact, Hotline
from hengxian.measurement.sweep import SILENCE, Flags, Instants, Swept, Window, sweep
from hengxian.measurement.zones import HOUR, micros
from hengxian.records.edition import pack


@dataclass(frozen=True)
class Rolling:
    """`now` is the window that ends at this moment, `worst` the lowest of those that ended in the last 24 h.

    None where no call came in: a silence is 可能中断, never 100 %.
    """

    now: Window | None
    worst: Window | None
    percent: int
    last_call_at: datetime | None
    is_silent: bool

    @property
    def is_low(self) -> bool:
        """Whether the share that holds now is below the limit; compared on integers."""
        return self.now is not None and 100 * self.now.answered < self.percent * self.now.offered


def rolling(hotline: Hotline, at: datetime) -> Rolling:
    """The windows of the last 24 h over the calls of the last 48, tests left out."""
    limits = pack().measuring_limits()
    window, stop = limits.connection_window_hours * HOUR, micros(at)
    keys, flags = _arrivals(hotline, at - 2 * timedelta(hours=limits.connection_window_hours), at)
    now = _swept(keys, flags, stop - window, stop, limits.connection_percent, window)
    day = _swept(keys, flags, stop - 2 * window, stop, limits.connection_percent, window)
    last = _last_call(hotline, at)
    is_silent = last is None or stop - micros(last) > SILENCE
    return Rolling(now.worst, day.worst, limits.connection_percent, last, is_silent)


def _swept(keys: Instants, flags: Flags, start: int, stop: int, percent: int, window: int) -> Swept:
    def between(low: int, high: int) -> tuple[Instants, Flags]:
        first, last = np.searchsorted(keys, (low, high))
        return keys[first:last], flags[first:last]

    return sweep(between, start, stop, percent, HOUR, window=window)


def _arrivals(hotline: Hotline, since: datetime, at: datetime) -> tuple[Instants, Flags]:
    """Arrivals up to now; an answer that is still to come has not happened."""
    rows = _calls(hotline).filter(arrived_at__gte=since, arrived_at__lte=at).order_by("arrived_at")
    told = list(rows.values_list("arrived_at", "answered_at"))
    keys = np.fromiter((micros(arrived) for arrived, _ in told), np.int64, len(told))
    flags = np.fromiter((answered is not None and answered <= at for _, answered in told), bool, len(told))
    return keys, flags


def _last_call(hotline: Hotline, at: datetime) -> datetime | None:
    rows = _calls(hotline).filter(arrived_at__lte=at).order_by("-arrived_at")
    return rows.values_list("arrived_at", flat=True).first()


def _calls(hotline: Hotline) -> QuerySet[Contact]:
    return Contact.objects.filter(hotline=hotline, channel=Channel.PHONE, is_test=False)
