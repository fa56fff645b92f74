"""average_handling_time: the mean, median and 90th percentile of closed − accepted, in exact hours."""

from fractions import Fraction

import duckdb

from hengxian.measurement.asking import one_column, one_row
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.facts.days import day_of
from hengxian.measurement.values import Absent, MeasuredDuration
from hengxian.measurement.zones import HOUR

_ID = "average_handling_time"


def handling_time(db: duckdb.DuckDBPyConnection, ask: Ask) -> MeasuredDuration | Absent:
    """Of transferred orders closed in the period (indicators.md); `working_hours` needs announced years only."""
    n = ask.numbers()
    counted = (
        f"NOT is_test AND handling = 'transferred' AND closed_at >= {n['start']} AND closed_at < {n['end']}"
    )
    row = one_row(
        db,
        f"SELECT count(*) FILTER (NOT is_excluded), sum(closed_at - accepted_at) FILTER (NOT is_excluded), "
        f"count(*), sum(closed_at - accepted_at) FROM orders WHERE {counted}",
    )
    count, total, every, every_total = row
    if not count:
        return Absent(_ID, "没有可计的对象：分母为 0")
    tests = one_row(db, f"SELECT count(*) FROM orders WHERE {counted.replace('NOT is_test', 'is_test')}")
    variants = {**_quantiles(db, counted), "with_excluded": _hours(every_total, every)}
    closed, accepted = (
        _worked(db, at, f"{counted} AND NOT is_excluded") for at in ("closed_at", "accepted_at")
    )
    is_known = closed is not None and accepted is not None
    if closed is not None and accepted is not None:
        variants["working_hours"] = _hours(closed - accepted, count)
    return MeasuredDuration(
        id=_ID,
        counted=count,
        hours=_hours(total, count),
        variants=variants,
        left_out={"tests": int(tests[0]), "excluded": every - count},
        note="" if is_known else "部分办理期间落在未公布放假安排的年份，工作日时长不能推定",
    )


def _worked(db: duckdb.DuckDBPyConnection, at: str, counted: str) -> int | None:
    """Working time from the first announced day to each instant, summed; None when a year is not announced.

    Instants of one day have all but their sum in common, so the days are looked up once, not once an order.
    """
    total, is_announced = one_row(
        db,
        f"SELECT sum(n * worked_before + CASE WHEN is_working THEN instants - n * starts_at ELSE 0 END), "
        f"bool_and(coalesce(is_announced, false)) FROM (SELECT {day_of(at)} AS day, count(*)::HUGEINT AS n, "
        f"sum({at}) AS instants FROM orders WHERE {counted} GROUP BY ALL) LEFT JOIN days USING (day)",
    )
    return int(total) if is_announced else None


def _hours(micros: int, count: int) -> Fraction:
    return Fraction(int(micros), HOUR * count)


def _quantiles(db: duckdb.DuckDBPyConnection, counted: str) -> dict[str, Fraction]:
    """The median (of an even number, midway between the middle two) and the nearest-rank 90th percentile."""
    durations = one_column(
        db, f"SELECT closed_at - accepted_at AS v FROM orders WHERE {counted} AND NOT is_excluded"
    )
    n = len(durations)
    places = sorted({(n - 1) // 2, n // 2, -(-9 * n // 10) - 1})
    durations.partition(places)
    middle = int(durations[(n - 1) // 2]) + int(durations[n // 2])
    return {"median": Fraction(middle, 2 * HOUR), "p90": Fraction(int(durations[-(-9 * n // 10) - 1]), HOUR)}
