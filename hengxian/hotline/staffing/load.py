"""Measured load: calls an hour, handling time and patience, from the calls that came in."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from hengxian.hotline.models import Channel, Contact, Hotline
from hengxian.hotline.staffing.erlang import Load
from hengxian.records.clocks import SHANGHAI

WEEKS = 8
CHUNK = 5_000
Place = tuple[int, int]  # weekday from 0 (Monday), hour


class Measured:
    """Sums over the calls of some weeks; test calls left out."""

    def __init__(self, weeks: int) -> None:
        self.weeks = weeks
        self.calls: dict[Place, int] = {}
        self.handled: dict[Place, tuple[int, float]] = {}
        self.waited, self.lost = 0.0, 0

    def add(self, arrived: datetime, answered: datetime | None, ended: datetime | None) -> None:
        """One call."""
        local = arrived.astimezone(SHANGHAI)
        place = (local.weekday(), local.hour)
        self.calls[place] = self.calls.get(place, 0) + 1
        if answered and ended:
            count, seconds = self.handled.get(place, (0, 0.0))
            self.handled[place] = (count + 1, seconds + (ended - answered).total_seconds())
        until = answered or ended
        if until:
            self.waited += (until - arrived).total_seconds()
            self.lost += answered is None

    @property
    def handling(self) -> float | None:
        """Mean seconds from answer to end over all calls; None while no call was handled."""
        count = sum(each[0] for each in self.handled.values())
        return sum(each[1] for each in self.handled.values()) / count if count else None

    @property
    def patience(self) -> float | None:
        """Mean patience in seconds: all waiting by the number who gave up; None while nobody did."""
        return self.waited / self.lost if self.lost and self.waited else None

    def loads(self) -> dict[Place, Load]:
        """The load of every hour that had calls. An hour with few handled calls takes the mean of all."""
        overall, patience = self.handling, self.patience
        if overall is None:
            return {}
        return {
            place: Load(calls / self.weeks, self._handling_at(place, overall), patience)
            for place, calls in self.calls.items()
        }

    def _handling_at(self, place: Place, overall: float) -> float:
        count, seconds = self.handled.get(place, (0, 0.0))
        return seconds / count if count >= _ENOUGH else overall


_ENOUGH = 20


def measured_load(hotline: Hotline, until: date, weeks: int = WEEKS) -> Measured:
    """The calls of so many whole weeks before a day, tests left out."""
    end = datetime.combine(until, time(), SHANGHAI)
    found = Contact.objects.filter(
        hotline=hotline, channel=Channel.PHONE, is_test=False,
        arrived_at__gte=end - timedelta(weeks=weeks), arrived_at__lt=end,
    )  # fmt: skip
    return sum_up(found.values_list("arrived_at", "answered_at", "ended_at").iterator(CHUNK), weeks)


def sum_up(calls: Iterable[tuple[datetime, datetime | None, datetime | None]], weeks: int) -> Measured:
    """The sums of calls given as arrival, answer, end."""
    measured = Measured(weeks)
    for arrived, answered, ended in calls:
        measured.add(arrived, answered, ended)
    return measured


__all__ = ["Load", "Measured", "measured_load", "sum_up"]
