"""connection_24h: every continuous 24 hours, by two counting passes over sorted instants (10.1.2).

The window (t − 24 h, t] changes its content only where a call enters, at its arrival, or leaves, 24 h
after it. So arrivals and arrivals + 24 h are merged into one sorted stream of events, and running
sums over it, +1 as a call enters and −1 as it leaves, are the counts of every window. Stretches of time are
taken one after another, so that memory does not grow with the period.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hengxian.measurement.zones import DAY, HOUR

Instants = NDArray[np.int64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int32]
SILENCE = 2 * HOUR


@dataclass(frozen=True)
class Window:
    """24 h ending at `end`: calls offered and answered in it."""

    end: int
    answered: int
    offered: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.answered, self.offered)


@dataclass
class FailingSpan:
    """Consecutive judged windows that all fail: ends of the first and the last, how many, the worst."""

    start: int
    end: int
    windows: int
    worst: Window


@dataclass
class Swept:
    """The judgement over all windows; instants in microseconds."""

    windows: int = 0
    failing: int = 0
    worst: Window | None = None
    spans: list[FailingSpan] = field(default_factory=list)
    silences: list[tuple[int, int]] = field(default_factory=list)
    curve: dict[int, Window] = field(default_factory=dict)


def sweep(
    arrivals: Callable[[int, int], tuple[Instants, Flags]],
    start: int,
    stop: int,
    percent: int,
    bucket: int,
    stretch: int = DAY,
    window: int = DAY,
) -> Swept:
    """Judge every window of `window` microseconds (24 h, from the pack) that ends in [start + window, stop].

    `arrivals(low, high)` gives the arrivals in [low, high), sorted, and which were answered. `percent` is
    the share every window needs; `bucket` the width of the curve's points; `stretch` how much is taken into
    memory at once.
    """
    swept, judge = Swept(), _Judge(percent, bucket)
    staying = np.empty(0, np.int64)  # calls of the last 24 h, as events that will leave
    offered = answered = 0
    last_arrival = start
    for low in range(start, stop + 1, stretch):
        high = min(low + stretch, stop + 1)  # an arrival at stop itself would lie in the last window
        calls, is_answered = arrivals(low, high)
        last_arrival = _silences(calls, last_arrival, swept)
        entering = (calls << 2) | is_answered
        leaving = np.concatenate((staying, (entering | _LEAVES) + (window << 2)))
        gone = int(np.searchsorted(leaving, high << 2))
        staying = leaving[gone:]
        ends, calls_in, answered_in = _counted(np.concatenate((entering, leaving[:gone])))
        calls_in, answered_in = calls_in + offered, answered_in + answered
        for edge in (start + window, stop):
            if low <= edge < high:
                ends, calls_in, answered_in = _with_edge(edge, ends, calls_in, answered_in, offered, answered)
        if len(ends):
            offered, answered = int(calls_in[-1]), int(answered_in[-1])
            first = int(np.searchsorted(ends, start + window))
            judge.add(swept, ends[first:], calls_in[first:], answered_in[first:])
    if stop - last_arrival > SILENCE:
        swept.silences.append((last_arrival, stop))
    return swept


# An event is one number, instant × 4 + (2 when the call leaves) + (1 when it was answered): one sort orders all.
_LEAVES = 2


def _counted(events: Instants) -> tuple[Instants, Counts, Counts]:
    """The distinct instants, and how many calls, and answered ones, came in up to each, less those that left."""
    events.sort(kind="stable")  # merges runs that are sorted already
    codes = (events & 3).astype(np.int8)
    ends = events >> 2
    is_last = np.empty(len(ends), dtype=bool)
    is_last[-1:] = True
    np.not_equal(ends[1:], ends[:-1], out=is_last[:-1])
    by = 1 - (codes & _LEAVES)  # +1 entering, −1 leaving
    calls_in = np.cumsum(by, dtype=np.int32)
    answered_in = np.cumsum(by * (codes & 1), dtype=np.int32)
    if is_last.all():
        return ends, calls_in, answered_in
    return ends[is_last], calls_in[is_last], answered_in[is_last]


def _with_edge(
    edge: int, ends: Instants, calls_in: Counts, answered_in: Counts, offered: int, answered: int
) -> tuple[Instants, Counts, Counts]:
    """The same with a window that ends at an edge, whose content is that of the last change before it."""
    place = int(np.searchsorted(ends, edge))
    if place < len(ends) and ends[place] == edge:
        return ends, calls_in, answered_in
    before = (int(calls_in[place - 1]), int(answered_in[place - 1])) if place else (offered, answered)
    return (
        np.insert(ends, place, edge),
        np.insert(calls_in, place, before[0]),
        np.insert(answered_in, place, before[1]),
    )


def _silences(calls: Instants, last_arrival: int, swept: Swept) -> int:
    if not len(calls):
        return last_arrival
    edges = np.concatenate((np.array([last_arrival], dtype=np.int64), calls))
    for place in np.flatnonzero(np.diff(edges) > SILENCE):
        swept.silences.append((int(edges[place]), int(edges[place + 1])))
    return int(calls[-1])


@dataclass
class _Judge:
    percent: int
    bucket: int
    is_failing: bool = False

    def add(self, swept: Swept, ends: Instants, offered: Counts, answered: Counts) -> None:
        if not (judged := offered > 0).all():
            ends, offered, answered = ends[judged], offered[judged], answered[judged]
        if not len(ends):
            return
        fails = _fail(offered, answered, self.percent)
        swept.windows += len(ends)
        swept.failing += int(fails.sum())
        # Integers this small divide to the same double exactly when the shares are equal.
        shares = answered / offered
        for first, last in _runs(fails):
            self._span(swept, ends, offered, answered, shares, first, last)
        self.is_failing = bool(fails[-1])
        edges = np.arange(int(ends[0]) // self.bucket + 1, int(ends[-1]) // self.bucket + 1, dtype=np.int64)
        cuts = [0, *np.searchsorted(ends, edges * self.bucket).tolist(), len(ends)]
        for low, high in pairwise(cuts):
            if low == high:
                continue
            window = _lowest(ends, offered, answered, shares, slice(low, high))
            point = int(ends[low]) // self.bucket * self.bucket
            swept.curve[point] = _worse(swept.curve.get(point), window)
            swept.worst = _worse(swept.worst, window)

    def _span(
        self, swept: Swept, ends: Instants, offered: Counts, answered: Counts,
        shares: NDArray[np.float64], first: int, last: int,
    ) -> None:  # fmt: skip
        worst = _lowest(ends, offered, answered, shares, slice(first, last + 1))
        if first == 0 and self.is_failing:
            span = swept.spans[-1]
            span.end, span.windows = int(ends[last]), span.windows + last + 1
            span.worst = _worse(span.worst, worst)
        else:
            swept.spans.append(FailingSpan(int(ends[first]), int(ends[last]), last - first + 1, worst))


def _fail(offered: Counts, answered: Counts, percent: int) -> Flags:
    """Which windows have less than the share, in whole numbers; wider ones where a hundredfold would not fit."""
    if 100 * int(offered.max()) < 1 << 31:
        return 100 * answered < percent * offered
    return 100 * answered.astype(np.int64) < percent * offered.astype(np.int64)


def _lowest(
    ends: Instants, offered: Counts, answered: Counts, shares: NDArray[np.float64], place: slice
) -> Window:
    """The window with the lowest share, the earliest of equals."""
    at = int(np.argmin(shares[place])) + (place.start or 0)
    return Window(int(ends[at]), int(answered[at]), int(offered[at]))


def _worse(one: Window | None, other: Window) -> Window:
    return other if one is None or (other.share, other.end) < (one.share, one.end) else one


def _runs(fails: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """First and last place of every run of failures."""
    edges = np.diff(np.concatenate(([False], fails, [False])).astype(np.int8))
    firsts, lasts = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) - 1
    yield from zip(firsts.tolist(), lasts.tolist(), strict=True)
