"""Figures over time for the report: by day, by hour, by weekday, and how a caller's matter ran through."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import duckdb

from hengxian.measurement.asking import whole
from hengxian.measurement.definitions.shape import CLOSING
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.facts.standing import TESTS
from hengxian.measurement.needs import is_met
from hengxian.measurement.zones import DAY, HOUR

_UNIX = date(1970, 1, 1)


def by_hour(db: duckdb.DuckDBPyConnection, ask: Ask, days: dict[int, dict[str, int]]) -> dict[str, Any]:
    """by_hour and by_weekday_hour of calls in local time, tests left out; adds the daily counts to `days`."""
    n = ask.numbers()
    rows = db.execute(
        f"SELECT to_local(arrived_at) // {HOUR} AS h, count(*), count(answered_at), "
        f"coalesce(count_if(answered_at - arrived_at <= {n['answer_limit']}), 0) FROM calls "
        f"WHERE NOT is_test AND arrived_at >= {n['start']} AND arrived_at < {n['end']} GROUP BY h ORDER BY h"
    ).fetchall()
    names = ("calls", "answered", "within_15s")
    for hour, *counts in rows:
        _add(days, hour // 24, dict(zip(names, counts, strict=True)))
    return {
        "by_hour": _added(rows, lambda hour: {"hour": hour % 24}, names),
        "by_weekday_hour": _added(rows, _weekday_hour, names[:1]),
    }


def add_daily(
    db: duckdb.DuckDBPyConnection,
    columns: Mapping[str, frozenset[str]],
    ask: Ask,
    days: dict[int, dict[str, int]],
) -> None:
    """Add what happened a day to orders and messages, tests left out, where the data can tell."""
    n = ask.numbers()
    for need, table, name, at in _DAILY:
        if is_met(need, columns):
            rows = db.execute(
                f"SELECT to_local({at}) // {DAY} AS d, count(*) FROM {table} "
                f"WHERE {at} >= {n['start']} AND {at} < {n['end']} AND NOT is_test GROUP BY d"
            ).fetchall()
            for day, count in rows:
                _add(days, day, {name: count})


def by_day(days: Mapping[int, Mapping[str, int]]) -> list[dict[str, Any]]:
    """The days in order, each with what is known of it."""
    return [{"date": str(_UNIX + timedelta(days=day)), **days[day]} for day in sorted(days)]


_DAILY = (
    ("work_orders", "orders", "orders", "accepted_at"),
    (CLOSING, "orders", "closed", "closed_at"),
    ("messages", "messages", "messages", "received_at"),
)

# Steps of a funnel: what the data must hold, and which orders took the step.
_CLOSURE = {
    "accepted": ("work_orders", "true"),
    "on_the_spot": ("work_orders.closed_in_first_contact | work_orders.handling", "is_at_once"),
    "transferred": ("work_orders.transferred_at", "transferred_at IS NOT NULL"),
    "replied": ("work_orders.replied_at", "is_replied"),
    "recorded": ("work_orders.recorded_at", "is_recorded"),
    "closed": (CLOSING, "closed_at IS NOT NULL"),
    "closed_on_time": ("work_orders.due_at", "closed_at <= deadline"),
}
_FOLLOWUP = {
    "closed": (CLOSING, "true"),
    "planned": ("work_orders", "is_planned"),
    "attempted": ("followups", "first_attempt_at IS NOT NULL"),
    "reached": ("followups", "is_reached"),
    "opinion": ("followups.result_satisfaction", "said_result <> 'no_opinion'"),
    "satisfied": ("followups.result_satisfaction", "said_result IN ('satisfied', 'mostly_satisfied')"),
    "resolved": ("followups.resolved", "said_resolved"),
}


def _weekday_hour(hour: int) -> dict[str, int]:
    return {"weekday": (_UNIX + timedelta(days=hour // 24)).isoweekday(), "hour": hour % 24}


def _added(rows: list[Any], place: Any, names: tuple[str, ...]) -> list[dict[str, int]]:
    cells: dict[tuple[int, ...], dict[str, int]] = {}
    for hour, *counts in rows:
        at = place(hour)
        cell = cells.setdefault(tuple(at.values()), {**at, **dict.fromkeys(names, 0)})
        for name, count in zip(names, counts, strict=False):
            cell[name] += count
    return [cells[key] for key in sorted(cells)]


def _add(days: dict[int, dict[str, int]], day: int, counts: dict[str, int]) -> None:
    cell = days.setdefault(day, {})
    for name, count in counts.items():
        cell[name] = cell.get(name, 0) + count


def funnels(
    db: duckdb.DuckDBPyConnection, columns: Mapping[str, frozenset[str]], ask: Ask
) -> dict[str, dict[str, int]]:
    """How orders accepted in the period ran to closing, and those closed in it through follow-up; tests left out.

    A step the data cannot tell is left out, never 0.
    """
    n = ask.numbers()
    accepted = f"accepted_at >= {n['start']} AND accepted_at < {n['end']}"
    closed = f"closed_at >= {n['start']} AND closed_at < {n['end']}"
    found = {"closure": _counts(db, columns, accepted, _CLOSURE)}
    if "followups" in columns and is_met(CLOSING, columns):
        found["followup"] = _counts(db, columns, closed, _FOLLOWUP)
    return found


def _counts(
    db: duckdb.DuckDBPyConnection,
    columns: Mapping[str, frozenset[str]],
    base: str,
    steps: Mapping[str, tuple[str, str]],
) -> dict[str, int]:
    told = {name: step for name, (need, step) in steps.items() if is_met(need, columns)}
    counts = ", ".join(f"count_if({step})" for step in told.values())
    rows = db.execute(f"SELECT standing, {counts} FROM orders WHERE {base} GROUP BY standing").fetchall()
    found = dict.fromkeys(told, 0)
    for standing, *counted in rows:
        if standing not in TESTS:
            for name, count in zip(told, counted, strict=True):
                found[name] += whole(count)
    return found
