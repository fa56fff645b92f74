"""What no score takes in but a reader should know: the caller's word against the unit's, hops, repeats, age."""

from fractions import Fraction
from typing import Any

import duckdb

from hengxian.kernel.quantity import half_up
from hengxian.measurement.asking import one_row
from hengxian.measurement.definitions.shape import CLOSING
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.needs import is_met
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
        {"hour": cell["hour"], "calls": cell["calls"], "abandoned": cell["calls"] - cell["answered"]}
        for cell in by_hour
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
    if "claimed_resolved" in columns["work_orders"] and "followups" in columns:
        found["claimed_resolved"] = _claims(db)
    if "assignments" in columns:
        asked = "count(*) FILTER (holders > 0), count(*) FILTER (holders > 2), sum(returns), max(holders)"
        row = one_row(db, f"SELECT {asked} FROM orders WHERE {accepted}")
        found["hops"] = dict(
            zip(("orders", "moved_more_than_once", "returns", "most"), _whole(row), strict=True)
        )
    if {"matter", "caller"} <= columns["work_orders"]:
        repeated = (
            f"SELECT count(*) AS c FROM orders WHERE {accepted} AND matter_of_caller IS NOT NULL "
            f"GROUP BY matter_of_caller HAVING count(*) > 1"
        )
        row = one_row(db, f"SELECT count(*), sum(c) FROM ({repeated})")
        found["repeats"] = dict(zip(("matters", "orders"), _whole(row), strict=True))
    if is_met(CLOSING, columns):
        found["open_age"] = _open_age(db, n["as_of"])
    return {name: value for name, value in found.items() if value is not None}


def _claims(db: duckdb.DuckDBPyConnection) -> dict[str, Any] | None:
    """Of orders whose caller answered: what the unit claimed, what the caller said."""
    asked = "count(*) FILTER (is_claimed_resolved), count(*) FILTER (said_resolved), count(*)"
    answered = "NOT is_test AND said_resolved IS NOT NULL AND is_claimed_resolved IS NOT NULL"
    claimed, confirmed, both = _whole(one_row(db, f"SELECT {asked} FROM orders WHERE {answered}"))
    pair = {"claimed": printed(Count(claimed, both)), "confirmed": printed(Count(confirmed, both))}
    return pair if both else None


def _open_age(db: duckdb.DuckDBPyConnection, as_of: int) -> dict[str, Any]:
    """Orders accepted and not closed as of the moment of reading: how old they are (nearest ranks)."""
    ages = f"SELECT {as_of} - accepted_at AS age FROM orders WHERE NOT is_test AND closed_at IS NULL"
    asked = "count(*), quantile_disc(age, 0.5), quantile_disc(age, 0.9), max(age)"
    count, *found = one_row(db, f"SELECT {asked} FROM ({ages})")
    names = ("median_hours", "p90_hours", "oldest_hours")
    told = {
        name: half_up(Fraction(int(age), HOUR), 2)
        for name, age in zip(names, found, strict=True)
        if age is not None
    }
    return {"open": int(count), **told}


def _whole(row: tuple[Any, ...]) -> list[int]:
    return [int(value or 0) for value in row]
