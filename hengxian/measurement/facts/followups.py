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
    db: duckdb.DuckDBPyConnection, there: frozenset[str], ask: Ask, memory: int
) -> frozenset[str]:
    """Create the view `followed`: a row for each order_id with follow-ups; `about_it` counts them all.

    `said_process`, `said_result`, `said_resolved` are the answers of the last reached follow-up attempted in
    the period (ties: later in file order); `is_attempted` looks at any attempt in the period. `attempted_at` is the
    first attempt, `reached_at` the last that reached the caller. NULL where there is none. The columns are returned:
    where some order has several follow-ups there is `attempts` too, the times of all of theirs, NULL of the others.
    `memory` in bytes bounds the search for those.
    """
    n = ask.numbers()
    rows = (
        f"SELECT order_id, ord, attempted_at, outcome = 'reached' AS is_reached, "
        f"attempted_at <= {n['as_of']} AS is_seen, {columns_sql(there, _ANSWERS)} FROM read_followups"
    )
    brought = _brought(f"is_seen AND attempted_at >= {n['start']} AND attempted_at < {n['end']}")
    columns = frozenset(one.name for one in brought)
    one = f"SELECT order_id, {', '.join(one.of_one() for one in brought)}"
    several = repeated(db, "read_followups", "hash(order_id)", memory)
    db.execute("DROP TABLE IF EXISTS followed_again")
    if not len(several):
        db.execute(f"CREATE OR REPLACE TEMP VIEW followed AS {one} FROM ({rows})")
        return columns
    # Most orders have one follow-up; grouping is dear, so it is left to the others.
    db.register("several", {"h": several})
    db.execute(
        f"CREATE TEMP TABLE followed_again AS SELECT order_id, {', '.join(one.of_several() for one in brought)}, "
        f"list(attempted_at) FILTER (is_seen) AS attempts "
        f"FROM ({rows} WHERE hash(order_id) IN (SELECT h FROM several)) GROUP BY order_id"
    )
    db.unregister("several")
    db.execute(
        f"CREATE OR REPLACE TEMP VIEW followed AS {one}, CAST(NULL AS BIGINT[]) AS attempts FROM ({rows}) "
        f"ANTI JOIN followed_again USING (order_id) UNION ALL FROM followed_again"
    )
    return columns | {"attempts"}


def since_closing(columns: frozenset[str]) -> dict[str, str]:
    """SQL of what is asked of an order `o` since its closing: the first attempt, and whether one reached the caller.

    The closing itself counts. `columns` are those of `followed`.
    """
    first = "CASE WHEN followed.attempted_at >= o.closing_at THEN followed.attempted_at END"
    if "attempts" in columns:
        later = "list_min(list_filter(followed.attempts, lambda tried: tried >= o.closing_at))"
        first = f"CASE WHEN followed.attempts IS NULL THEN {first} ELSE {later} END"
    return {
        "first_attempt_at": first,
        "is_reached": "coalesce(followed.reached_at >= o.closing_at, false)",
    }


def _brought(in_period: str) -> tuple[_Brought, ...]:
    last = f"is_reached AND {in_period}"
    return (
        _Brought("said_process", "process_satisfaction", last, _LAST),
        _Brought("said_result", "result_satisfaction", last, _LAST),
        _Brought("said_resolved", "resolved", last, _LAST),
        _Brought("attempted_at", "attempted_at", "is_seen", "min({})"),
        _Brought("reached_at", "attempted_at", "is_seen AND is_reached", "max({})"),
        _Brought("is_attempted", "true", in_period, "bool_or({})"),
        _Brought("about_it", "1", "true", "count({})"),
    )
