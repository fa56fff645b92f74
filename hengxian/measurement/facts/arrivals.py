"""The arrivals the sweep asks for: sorted, and fetched in blocks that fit the memory given."""

from dataclasses import dataclass, field

import duckdb
import numpy as np
from numpy.typing import NDArray

from hengxian.measurement.asking import one_row
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.zones import DAY

_BYTES_A_CALL = 32  # as fetched, as sorted, and the slice handed on
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

    @classmethod
    def of(cls, db: duckdb.DuckDBPyConnection, ask: Ask, memory: int) -> "Arrivals":
        """Blocks and stretches for as many calls as the period has; `memory` in bytes bounds a block."""
        start, end = ask.numbers()["start"], ask.numbers()["end"]
        calls = int(
            one_row(db, f"SELECT count(*) FROM calls WHERE arrived_at >= {start} AND arrived_at < {end}")[0]
        )
        days = max(1, (end - start) // DAY)

        def width(most: int) -> int:
            return DAY * max(1, min(days, days * most // max(1, calls)))

        stretch = width(_CALLS_A_STRETCH)
        return cls(db, end, max(stretch, width(memory // _BYTES_A_CALL)), stretch)

    def between(self, low: int, high: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """The arrivals in [low, high), sorted, and which were answered; asked in order of time."""
        if high > self.fetched[1]:
            self._fetch(low, max(high, low + self.block))
        first, last = np.searchsorted(self.keys, (2 * low, 2 * high))
        keys = self.keys[first:last]
        return keys >> 1, (keys & 1).astype(bool)

    def _fetch(self, low: int, high: int) -> None:
        found = self.db.execute(
            f"SELECT arrived_at * 2 + CASE WHEN answered_at IS NULL THEN 0 ELSE 1 END AS k FROM calls "
            f"WHERE NOT is_test AND arrived_at >= {low} AND arrived_at < {min(high, self.end)}"
        ).fetchnumpy()
        self.keys = np.asarray(found["k"], dtype=np.int64)
        self.keys.sort()
        self.fetched = low, high
