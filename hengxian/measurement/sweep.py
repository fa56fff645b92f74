"""connection_24h: every continuous 24 hours, by two counting passes over sorted instants (10.1.2).

The window (t − 24 h, t] changes its content only where a call enters, at its arrival, or leaves, 24 h
after it. So the windows to judge end at the arrivals, at the arrivals + 24 h and at both ends of the
stretch, and each is two look-ups in the sorted arrivals. Days are taken one after another, so that only
two of them are in memory however long the period is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from hengxian.measurement.zones import DAY, HOUR

Instants = NDArray[np.int64]
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
    arrivals: Callable[[int, int], tuple[Instants, Instants]],
    start: int,
    stop: int,
    percent: int,
    bucket: int,
    stretch: int = DAY,
) -> Swept:
    """Judge every window that ends in [start + 24 h, stop].

    `arrivals(low, high)` gives the sorted arrivals in [low, high): all of them, and those answered.
    `percent` is the share every window needs; `bucket` the width of the curve's points; `stretch` how
    much is taken into memory at once (at least 24 h).
    """
    swept, judge = Swept(), _Judge(percent, bucket)
    before: tuple[Instants, Instants] = (np.empty(0, np.int64), np.empty(0, np.int64))
    last_arrival = start
    for low in range(start, stop + 1, stretch):
        high = min(low + stretch, stop + 1)  # an arrival at stop itself would lie in the last window
        calls, answered = arrivals(low, high)
        last_arrival = _silences(calls, last_arrival, swept)
        both = np.concatenate((before[0], calls)), np.concatenate((before[1], answered))
        ends = _ends(both[0], low, high, start, stop)
        judge.add(swept, ends, _within(both[0], ends), _within(both[1], ends))
        before = tuple(part[part >= high - DAY] for part in both)  # type: ignore[assignment]
    if stop - last_arrival > SILENCE:
        swept.silences.append((last_arrival, stop))
    return swept


def _ends(calls: Instants, low: int, high: int, start: int, stop: int) -> Instants:
    """The distinct window ends of [low, high): arrivals, arrivals + 24 h, the first end and the last."""
    edges = np.array([start + DAY, stop], dtype=np.int64)
    ends = np.unique(np.concatenate((calls, calls + DAY, edges)))
    first = max(low, start + DAY)
    return ends[(ends >= first) & (ends < high)]


def _within(instants: Instants, ends: Instants) -> Instants:
    """How many instants lie in (end − 24 h, end]."""
    upto = np.searchsorted(instants, ends, side="right")
    gone = np.searchsorted(instants, ends - DAY, side="right")
    return (upto - gone).astype(np.int64)


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
        judged = offered > 0
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
        starts = np.flatnonzero(np.diff(ends // self.bucket, prepend=-1))
        for first, last in zip(starts, [*starts[1:], len(ends)], strict=True):
            window = _lowest(ends, offered, answered, shares, slice(int(first), int(last)))
            point = int(ends[first]) // self.bucket * self.bucket
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
