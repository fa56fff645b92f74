"""What the follow-ups of an order brought."""

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
    """What follow-ups bring an order: of those that `counts` picks, one value by an aggregate.

    Of several, `since_closing` picks only those at or after closing; one alone is compared with it later.
    """

    name: str
    value: str
    counts: str
    aggregate: str
    since_closing: bool = False

    def of_one(self) -> str:
        return f"CASE WHEN {self.counts} THEN {self.value} END AS {self.name}"

    def of_several(self) -> str:
        counts = f"{self.counts} AND attempted_at >= closed_at" if self.since_closing else self.counts
        return f"{self.aggregate.format(self.value)} FILTER ({counts}) AS {self.name}"


def lay_out_followups(
    db: duckdb.DuckDBPyConnection, there: frozenset[str], closed: str, ask: Ask, memory: int
) -> None:
    """Create the view `followed`: a row for each order_id with follow-ups; `about_it` counts them all.

    `said_process`, `said_result`, `said_resolved` are the answers of the last reached follow-up attempted in
    the period (ties: later in file order); `is_attempted` looks at any attempt in the period. Of the attempts
    at or after closing, `first_attempt_at` is the first and `is_reached` says whether one reached the caller;
    where there is one follow-up alone they speak of it, and whoever joins it to its order compares it with the
    closing. NULL where there is none. `closed` is the SQL of a work order's closing; `memory` in bytes bounds
    the search for orders with several follow-ups.
    """
    n = ask.numbers()
    rows = (
        f"SELECT order_id, ord, attempted_at, outcome = 'reached' AS is_reached, "
        f"attempted_at <= {n['as_of']} AS is_seen, {columns_sql(there, _ANSWERS)} FROM read_followups"
    )
    brought = _brought(f"is_seen AND attempted_at >= {n['start']} AND attempted_at < {n['end']}")
    alone = f"SELECT order_id, {', '.join(one.of_one() for one in brought)} FROM ({rows}) f"
    several = repeated(db, "read_followups", "hash(order_id)", memory)
    db.execute("DROP TABLE IF EXISTS followed_again")
    if len(several):
        # Most orders have one follow-up; grouping is dear, so it is left to the others.
        db.register("several", {"h": several})
        db.execute(
            f"CREATE TEMP TABLE followed_again AS SELECT order_id, {', '.join(one.of_several() for one in brought)} "
            f"FROM (SELECT f.*, o.closed_at FROM ({rows} WHERE hash(order_id) IN (SELECT h FROM several)) f "
            f"JOIN (SELECT order_id, {closed} AS closed_at FROM orders_read) o USING (order_id)) GROUP BY order_id"
        )
        db.unregister("several")
        alone += " ANTI JOIN followed_again USING (order_id) UNION ALL FROM followed_again"
    db.execute(f"CREATE OR REPLACE TEMP VIEW followed AS {alone}")


def _brought(in_period: str) -> tuple[_Brought, ...]:
    last = f"is_reached AND {in_period}"
    return (
        _Brought("said_process", "process_satisfaction", last, _LAST),
        _Brought("said_result", "result_satisfaction", last, _LAST),
        _Brought("said_resolved", "resolved", last, _LAST),
        _Brought("first_attempt_at", "attempted_at", "is_seen", "min({})", since_closing=True),
        _Brought("is_reached", "is_reached", "is_seen", "bool_or({})", since_closing=True),
        _Brought("is_attempted", "true", in_period, "bool_or({})"),
        _Brought("about_it", "1", "true", "count({})"),
    )
