"""The arrivals the sweep asks for: sorted, and fetched in blocks that fit the memory given."""

from dataclasses import dataclass, field

import duckdb
import numpy as np
from numpy.typing import NDArray

from hengxian.measurement.asking import one_column, one_row
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.zones import DAY

_BYTES_A_CALL = 24  # as fetched, with a mask, as sorted
_CALLS_A_STRETCH = 200_000  # their events fit a processor's cache, which halves the sweep's time


@dataclass
class Arrivals:
    """Arrivals of the period, tests left out. `block` and `stretch` are microseconds: fetched, swept at once."""

    db: duckdb.DuckDBPyConnection
    end: int
    block: int
    stretch: int
    fetched: tuple[int, int] = (0, 0)
    keys: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    are_sorted: bool = True

    @classmethod
    def of(cls, db: duckdb.DuckDBPyConnection, ask: Ask, memory: int) -> "Arrivals":
        """Blocks and stretches for as many calls as the period has; `memory` in bytes bounds a block."""
        start, end = ask.numbers()["start"], ask.numbers()["end"]
        calls = int(
            one_row(db, f"SELECT count(*) FROM calls WHERE arrived_at >= {start} AND arrived_at < {end}")[0]
        )
        days = max(1, -((start - end) // DAY))

        def width(most: int) -> int:
            return DAY * max(1, min(days, days * most // max(1, calls)))

        stretch = width(_CALLS_A_STRETCH)
        arrivals = cls(db, end, max(stretch, width(memory // _BYTES_A_CALL)), stretch)
        if start + arrivals.block >= end:
            arrivals._fetch(
                start, end + 1
            )  # the last window ends at `end`, though no call is asked for there
        return arrivals

    @property
    def are_in_hand(self) -> bool:
        """Whether nothing is left to fetch."""
        return self.fetched[1] > self.end

    def between(self, low: int, high: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """The arrivals in [low, high), sorted, and which were answered; asked in order of time."""
        if high > self.fetched[1]:
            self._fetch(low, max(high, low + self.block))
        if not self.are_sorted:
            self.keys.sort()
            self.are_sorted = True
        first, last = np.searchsorted(self.keys, (2 * low, 2 * high))
        keys = self.keys[first:last]
        return keys >> 1, (keys & 1).astype(bool)

    def _fetch(self, low: int, high: int) -> None:
        self.keys = one_column(
            self.db,
            f"SELECT arrived_at * 2 + CASE WHEN answered_at IS NULL THEN 0 ELSE 1 END AS v FROM calls "
            f"WHERE NOT is_test AND arrived_at >= {low} AND arrived_at < {min(high, self.end)}",
        )
        self.are_sorted = False
        self.fetched = low, high
