"""Per order: what its follow-ups brought."""

from dataclasses import dataclass

import duckdb

from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.facts.calls import columns_sql
from hengxian.measurement.reading.forms import sql_type
from hengxian.measurement.reading.repeats import repeated
from hengxian.measurement.tables import FOLLOWUPS

_ANSWERS = {
    name: sql_type(FOLLOWUPS.column(name))
    for name in ("process_satisfaction", "result_satisfaction", "resolved")
}
# Time first, then place in the file: no two follow-ups are alike. (arg_max alone passes over an empty answer.)
_LAST = "arg_max_null({}, (attempted_at::HUGEINT << 64) + ord)"


@dataclass(frozen=True)
class _Brought:
    """What follow-ups bring an order: of those that `counts` picks, one value by an aggregate."""

    name: str
    value: str
    counts: str
    aggregate: str

    def of_one(self) -> str:
        return f"CASE WHEN {self.counts} THEN {self.value} END AS {self.name}"

    def of_several(self) -> str:
        return f"{self.aggregate.format(self.value)} FILTER ({self.counts}) AS {self.name}"


def lay_out_followups(
    db: duckdb.DuckDBPyConnection, there: frozenset[str], closed: str, ask: Ask, memory: int
) -> None:
    """Create `followed`: one row an order with follow-ups, of which `about_it` counts all, later ones too.

    `said_process`, `said_result`, `said_resolved` are the answers of the last reached follow-up attempted in
    the period (ties: later in file order); `first_attempt_at` and `is_reached` look at attempts at or after
    closing, `is_attempted` at any attempt in the period; NULL where there is none. `closed` is the SQL of a
    work order's closing; `memory` in bytes bounds the search for orders with several follow-ups.
    """
    n = ask.numbers()
    attempts = (
        f"SELECT o.ord AS oid, o.closed_at, f.* FROM (SELECT order_id, ord, attempted_at, outcome = 'reached' AS "
        f"is_reached, attempted_at <= {n['as_of']} AS is_seen, {columns_sql(there, _ANSWERS)} FROM read_followups) f "
        f"JOIN (SELECT order_id, ord, {closed} AS closed_at FROM orders_read) o USING (order_id)"
    )
    brought = _brought(f"is_seen AND attempted_at >= {n['start']} AND attempted_at < {n['end']}")
    alone = f"SELECT oid, {', '.join(one.of_one() for one in brought)} FROM ({attempts}"
    grouped = f"SELECT oid, {', '.join(one.of_several() for one in brought)} FROM ({attempts}"
    # Most orders have one follow-up; grouping is dear, so it is left to the others.
    several = repeated(db, "read_followups", "hash(order_id)", memory)
    db.register("several", {"h": several})
    is_several = "hash(order_id) IN (SELECT h FROM several)"
    asked = f"{alone} WHERE NOT {is_several}) UNION ALL {grouped} WHERE {is_several}) GROUP BY oid"
    db.execute(f"CREATE OR REPLACE TEMP TABLE followed AS {asked if len(several) else f'{alone})'}")
    db.unregister("several")


def _brought(in_period: str) -> tuple[_Brought, ...]:
    since_closing = "is_seen AND attempted_at >= closed_at"
    last = f"is_reached AND {in_period}"
    return (
        _Brought("said_process", "process_satisfaction", last, _LAST),
        _Brought("said_result", "result_satisfaction", last, _LAST),
        _Brought("said_resolved", "resolved", last, _LAST),
        _Brought("first_attempt_at", "attempted_at", since_closing, "min({})"),
        _Brought("is_reached", "is_reached", since_closing, "bool_or({})"),
        _Brought("is_attempted", "true", in_period, "bool_or({})"),
        _Brought("about_it", "1", "true", "count({})"),
    )
