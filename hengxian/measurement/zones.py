"""A time zone as arithmetic: local time to instant and back, the same on every engine.

Engines disagree on a repeated or skipped hour, so the rules of the zone are read here once, from its
published transitions, and become comparisons of integers. Instants are microseconds since 1970 UTC.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
HOUR = 3600 * SECOND
DAY = 24 * HOUR
_FIRST_YEAR, _LAST_YEAR = 1970, 2100  # a hotline's times; outside, the nearest year's offset
_NEVER = 1 << 62
_FEW_CHANGES = 40  # more are found by their year


def micros(instant: datetime) -> int:
    """An aware instant as microseconds since 1970 UTC."""
    return (instant - EPOCH) // MICROSECOND


def instant(value: int, zone: ZoneInfo) -> datetime:
    """Microseconds since 1970 UTC as an aware instant of the zone."""
    return (EPOCH + value * MICROSECOND).astimezone(zone)


def printed(value: int, zone: ZoneInfo) -> str:
    """An instant as results print it: ISO 8601 with offset, milliseconds or less only when there are any."""
    return instant(value, zone).isoformat()


@dataclass(frozen=True)
class ZoneRules:
    """The zone's offsets: `changes` are (instant, offset before, offset after), all in microseconds."""

    zone: ZoneInfo

    @cached_property
    def first_offset(self) -> int:
        return self._offset(datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC))

    @cached_property
    def changes(self) -> tuple[tuple[int, int, int], ...]:
        found = []
        step = timedelta(days=14)
        at, before = datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC), self.first_offset
        while at.year < _LAST_YEAR:
            following = at + step
            after = self._offset(following)
            if after != before:
                moment = self._change_between(at, following, before)
                after = self._offset(moment)
                found.append((micros(moment), before, after))
                at, before = moment, after
            else:
                at = following
        return tuple(found)

    def _offset(self, at: datetime) -> int:
        offset = at.astimezone(self.zone).utcoffset()
        assert offset is not None
        return offset // MICROSECOND

    def _change_between(self, low: datetime, high: datetime, before: int) -> datetime:
        while high - low > timedelta(seconds=1):
            middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
            low, high = (middle, high) if self._offset(middle) == before else (low, middle)
        return high

    def from_local_sql(self, local: str) -> str:
        """SQL: instant of a local time (its microseconds as if UTC).

        A repeated hour is read as its first passing, a skipped one by the offset before it.
        """
        return self._shifted_sql(local, self._local_bounds, "-")

    def to_local_sql(self, value: str) -> str:
        """SQL: local time (as if UTC) of an instant."""
        return self._shifted_sql(value, [moment for moment, _, _ in self.changes], "+")

    def from_local(self, local: datetime) -> int:
        """A naive local time as an instant, by the same rule as `from_local_sql`."""
        value = (local.replace(tzinfo=UTC) - EPOCH) // MICROSECOND
        return value - self._offsets[bisect_right(self._local_bounds, value)]

    def one_offset(self, low: int, high: int) -> int | None:
        """The offset that `from_local` takes off every local time from low to high; None when it changes there."""
        first, last = (bisect_right(self._local_bounds, end) for end in (low, high))
        return self._offsets[first] if first == last else None

    @cached_property
    def _local_bounds(self) -> list[int]:
        return [moment + max(before, after) for moment, before, after in self.changes]

    @cached_property
    def _offsets(self) -> list[int]:
        return [self.first_offset, *(after for _, _, after in self.changes)]

    def _shifted_sql(self, value: str, bounds: Sequence[int], sign: str) -> str:
        """`value` shifted by the offset in force: today's rule asked first."""
        if not bounds:
            return f"{value} {sign} ({self._offsets[0]})"
        before = self._by_change if len(bounds) <= _FEW_CHANGES else self._by_year
        return (
            f"{value} {sign} (CASE WHEN {value} < {bounds[-1]} THEN {before(value, bounds)} "
            f"ELSE {self._offsets[-1]} END)"
        )

    def _by_change(self, value: str, bounds: Sequence[int]) -> str:
        """One change after the other, the latest first: quick to read where there are few."""
        changes = reversed(list(zip(bounds, self._offsets[1:], strict=True)))
        cases = " ".join(f"WHEN {value} >= {bound} THEN {offset}" for bound, offset in changes)
        return f"CASE {cases} ELSE {self._offsets[0]} END"

    def _by_year(self, value: str, bounds: Sequence[int]) -> str:
        """The year's few changes: lists of one entry a year stay short in zones that change twice a year for ever."""
        starts = [
            (datetime(year, 1, 1, tzinfo=UTC) - EPOCH) // MICROSECOND
            for year in range(_FIRST_YEAR, _LAST_YEAR + 2)
        ]
        spans = [(bisect_left(bounds, low), bisect_left(bounds, high)) for low, high in pairwise(starts)]
        most = max(high - low for low, high in spans)
        year = f"[least(greatest(year(make_timestamp({value})), {_FIRST_YEAR}), {_LAST_YEAR}) - {_FIRST_YEAR - 1}]"
        cases = ""
        for nth in reversed(range(most)):
            places = [min(low + nth, high) for low, high in spans]
            limits = [
                bounds[at] if at < high else _NEVER for at, (_, high) in zip(places, spans, strict=True)
            ]
            offsets = [self._offsets[min(at + 1, high)] for at, (_, high) in zip(places, spans, strict=True)]
            cases += f"WHEN {value} >= {limits}{year} THEN {offsets}{year} "
        first = [self._offsets[low] for low, _ in spans]
        return f"CASE {cases}ELSE {first}{year} END"
