"""What no score takes in but a reader should know: the caller's word against the unit's, hops, repeats, age."""

from fractions import Fraction
from typing import Any

import duckdb

from hengxian.kernel.quantity import half_up
from hengxian.measurement.asking import one_row
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.values import Count
from hengxian.measurement.zones import HOUR


def printed(count: Count) -> dict[str, Any] | None:
    """A share as results print it, None where nothing was counted."""
    if not count.denominator:
        return None
    return {
        "numerator": count.numerator,
        "denominator": count.denominator,
        "value": half_up(count.share, 6),
    }


def abandoned(by_hour: list[dict[str, int]]) -> dict[str, Any]:
    """Calls and calls nobody answered, by hour of the day."""
    cells = [
        {"hour": cell["hour"], "calls": cell["calls"], "abandoned": cell["calls"] - cell["answered"]} for cell in by_hour
    ]
    return {"abandoned_by_hour": cells} if cells else {}


def year_on_year(ask: Ask) -> dict[str, str]:
    """10.6.1.2 wants the same period of the year before; a shorter period cannot give it (T36)."""
    days = (ask.end - ask.start).days
    if days <= 93:
        return {"year_on_year": "三个月数据不足以评定"}
    return {"year_on_year": "不足一年又一期的数据，同期比较不足以评定"} if days < 366 else {}


def of_orders(db: duckdb.DuckDBPyConnection, columns: dict[str, frozenset[str]], ask: Ask) -> dict[str, Any]:
    """C-12: each with its n, tests left out; what the data cannot tell is absent."""
    n = ask.numbers()
    accepted = f"NOT is_test AND accepted_at >= {n['start']} AND accepted_at < {n['end']}"
    found: dict[str, Any] = {}
    if {"claimed_resolved"} <= columns["work_orders"]:
        found["claimed_resolved"] = _claims(db, "followups" in columns)
    if "assignments" in columns:
        row = one_row(db, f"SELECT count(*) FILTER (holders > 0), count(*) FILTER (holders > 2), sum(returns), max(holders) "
                       f"FROM orders WHERE {accepted}")  # fmt: skip
        found["hops"] = dict(zip(("orders", "moved_more_than_once", "returns", "most"), _whole(row), strict=True))
    if {"matter", "caller"} <= columns["work_orders"]:
        row = one_row(db, f"SELECT count(*), sum(c) FROM (SELECT count(*) AS c FROM orders WHERE {accepted} "
                          f"AND matter_of_caller IS NOT NULL GROUP BY matter_of_caller HAVING count(*) > 1)")  # fmt: skip
        found["repeats"] = dict(zip(("matters", "orders"), _whole(row), strict=True))
    found["open_age"] = _open_age(db, n["as_of"])
    return {name: value for name, value in found.items() if value is not None}


def _claims(db: duckdb.DuckDBPyConnection, has_followups: bool) -> dict[str, Any] | None:
    """Of orders whose caller answered: what the unit claimed, what the caller said."""
    if not has_followups:
        return None
    answered = "NOT is_test AND said_resolved IS NOT NULL AND is_claimed_resolved IS NOT NULL"
    row = one_row(db, f"SELECT count(*) FILTER (is_claimed_resolved), count(*) FILTER (said_resolved), count(*) "
                   f"FROM orders WHERE {answered}")  # fmt: skip
    claimed, confirmed, both = _whole(row)
    pair = {"claimed": printed(Count(claimed, both)), "confirmed": printed(Count(confirmed, both))}
    return pair if both else None


def _open_age(db: duckdb.DuckDBPyConnection, as_of: int) -> dict[str, Any]:
    """Orders accepted and not closed as of the moment of reading: how old they are (median and p90 by nearest rank)."""
    row = one_row(db, f"SELECT count(*), quantile_disc(age, 0.5), quantile_disc(age, 0.9), max(age) FROM "
                   f"(SELECT {as_of} - accepted_at AS age FROM orders WHERE NOT is_test AND closed_at IS NULL)")  # fmt: skip
    ages = {
        name: half_up(Fraction(int(age), HOUR), 2)
        for name, age in zip(("median_hours", "p90_hours", "oldest_hours"), row[1:], strict=True)
        if age is not None
    }
    return {"open": int(row[0]), **ages}


def _whole(row: tuple[Any, ...]) -> list[int]:
    return [int(value or 0) for value in row]
