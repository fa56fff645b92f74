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
) -> Swept:
    """Judge every window that ends in [start + 24 h, stop].

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
        entering = calls * _CODES + np.where(is_answered, _ANSWERED, _LOST)
        leaving = np.concatenate((staying, entering + DAY * _CODES + _LEAVES))
        events = [entering, leaving[leaving < high * _CODES]]
        events += [np.array([edge * _CODES], np.int64) for edge in (start + DAY, stop) if low <= edge < high]
        staying = leaving[leaving >= high * _CODES]
        ends, calls_in, answered_in = _counted(np.concatenate(events), offered, answered)
        if len(ends):
            offered, answered = int(calls_in[-1]), int(answered_in[-1])
            first = int(np.searchsorted(ends, start + DAY))
            judge.add(swept, ends[first:], calls_in[first:], answered_in[first:])
    if stop - last_arrival > SILENCE:
        swept.silences.append((last_arrival, stop))
    return swept


# An event is one number, instant × 8 + what happens, so that one sort orders them all.
_CODES, _LEAVES = 8, 2
_LOST, _ANSWERED = 1, 2
_OFFERED_BY = np.array([0, 1, 1, -1, -1, 0, 0, 0], dtype=np.int64)
_ANSWERED_BY = np.array([0, 0, 1, 0, -1, 0, 0, 0], dtype=np.int64)


def _counted(events: Instants, offered: int, answered: int) -> tuple[Instants, Instants, Instants]:
    """The distinct instants, and how many calls, and answered ones, the window ending at each holds."""
    events.sort(kind="stable")  # merges runs that are sorted already
    codes = events & (_CODES - 1)
    ends = events >> 3
    is_last = np.empty(len(ends), dtype=bool)
    is_last[-1:] = True
    np.not_equal(ends[1:], ends[:-1], out=is_last[:-1])
    calls_in = np.cumsum(_OFFERED_BY[codes])[is_last] + offered
    answered_in = np.cumsum(_ANSWERED_BY[codes])[is_last] + answered
    return ends[is_last], calls_in, answered_in


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

    def add(self, swept: Swept, ends: Instants, offered: Instants, answered: Instants) -> None:
        if not (judged := offered > 0).all():
            ends, offered, answered = ends[judged], offered[judged], answered[judged]
        if not len(ends):
            return
        fails = 100 * answered < self.percent * offered
        swept.windows += len(ends)
        swept.failing += int(fails.sum())
        # Integers this small divide to the same double exactly when the shares are equal.
        shares = answered / offered
        swept.worst = _worse(swept.worst, _lowest(ends, offered, answered, shares, slice(None)))
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

    def _span(
        self, swept: Swept, ends: Instants, offered: Instants, answered: Instants,
        shares: NDArray[np.float64], first: int, last: int,
    ) -> None:  # fmt: skip
        worst = _lowest(ends, offered, answered, shares, slice(first, last + 1))
        if first == 0 and self.is_failing:
            span = swept.spans[-1]
            span.end, span.windows = int(ends[last]), span.windows + last + 1
            span.worst = _worse(span.worst, worst)
        else:
            swept.spans.append(FailingSpan(int(ends[first]), int(ends[last]), last - first + 1, worst))


def _lowest(
    ends: Instants, offered: Instants, answered: Instants, shares: NDArray[np.float64], place: slice
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
