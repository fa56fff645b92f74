"""The working clock as a table: one row a local date, so that SQL counts limits as the clock does."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import duckdb
import numpy as np

from hengxian.kernel.clock import WorkingCalendar
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.zones import DAY, ZoneRules

ONE_DAY = timedelta(days=1)
_UNIX = date(1970, 1, 1).toordinal()


def lay_out_days(db: duckdb.DuckDBPyConnection, ask: Ask) -> None:
    """Create `days`: day (local, since 1970), starts_at, is_working, worked_before, transfer_by, followup_by.

    Instants in microseconds; `worked_before` is the working time before the day since the first announced
    one. Days of years not announced have no row: whatever needs them meets a NULL and is never guessed.
    """
    table = _columns(ask.calendar, ask.rules, ask.limits.transfer_working_days, ask.followup_days)
    db.register("days_laid_out", dict(table))
    db.execute(
        "CREATE OR REPLACE TEMP TABLE days AS SELECT * REPLACE "
        "(nullif(transfer_by, -1) AS transfer_by, nullif(followup_by, -1) AS followup_by) FROM days_laid_out"
    )
    db.unregister("days_laid_out")


@lru_cache(maxsize=8)  # the same for every dataset measured by one calendar
def _columns(
    calendar: WorkingCalendar, rules: ZoneRules, transfer_days: int, followup_days: int | None
) -> Mapping[str, "np.ndarray[Any, Any]"]:
    transfer = _limits(calendar, transfer_days)
    followup = _limits(calendar, followup_days) if followup_days is not None else {}
    rows = dict(calendar.rows())
    first = min(min(transfer), min(rows))
    days = [date.fromordinal(n) for n in range(first.toordinal(), max(rows).toordinal() + 1)]
    starts = [_starts(day, rules) for day in (*days, date.fromordinal(days[-1].toordinal() + 1))]
    start_of = dict(zip(days, starts, strict=False))
    worked, total = [], 0
    for day, start, following in zip(days, starts, starts[1:], strict=False):
        worked.append(total)
        total += following - start if rows.get(day) else 0

    def ends(limits: Mapping[date, date]) -> list[int]:
        return [
            start_of.get(limit + ONE_DAY, starts[-1]) if (limit := limits.get(day)) else -1 for day in days
        ]

    return {
        "day": np.array([day.toordinal() - _UNIX for day in days], dtype=np.int64),
        "starts_at": np.array(starts[:-1], dtype=np.int64),
        "is_working": np.array([rows.get(day, False) for day in days], dtype=bool),
        "is_announced": np.array([day in rows for day in days], dtype=bool),
        "worked_before": np.array(worked, dtype=np.int64),
        "transfer_by": np.array(ends(transfer), dtype=np.int64),
        "followup_by": np.array(ends(followup), dtype=np.int64),
    }


def day_of(instant: str) -> str:
    """SQL: the local date of an instant, as a day number."""
    return f"(to_local({instant}) // {DAY})"


def _limits(calendar: WorkingCalendar, working_days: int) -> dict[date, date]:
    """For each date the n-th working day after it, where that is known."""
    return {day: limit for day, limit, _ in calendar.working_day_table(working_days) if limit is not None}


def _starts(day: date, rules: ZoneRules) -> int:
    return rules.from_local(datetime(day.year, day.month, day.day))
