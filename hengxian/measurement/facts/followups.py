"""Per order: what its follow-ups brought."""

import duckdb

from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.facts.calls import columns_sql
from hengxian.measurement.reading.judging import sql_type
from hengxian.measurement.tables import FOLLOWUPS

_WANTED = {
    name: sql_type(FOLLOWUPS.column(name))
    for name in ("process_satisfaction", "result_satisfaction", "resolved")
}


def lay_out_followups(db: duckdb.DuckDBPyConnection, there: frozenset[str], closed: str, ask: Ask) -> None:
    """Create `followed`: one row an order with follow-ups, of which `about_it` counts all, later ones too.

    `said_process`, `said_result`, `said_resolved` are the answers of the last reached follow-up attempted in
    the period (ties: later in file order); `first_attempt_at` and `is_reached` look at attempts at or after
    closing, `is_attempted` at any attempt in the period. `closed` is the SQL of a work order's closing.
    """
    n = ask.numbers()
    in_period = f"attempted_at >= {n['start']} AND attempted_at < {n['end']}"
    answers = " + ".join(f"{_place(name)} * {weight}" for name, weight in _WEIGHTS.items())
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE followed AS SELECT oid, {', '.join(_said(name) for name in _WEIGHTS)}, "
        f"first_attempt_at, is_reached, is_attempted, about_it FROM (SELECT oid, count(*) AS about_it, "
        f"CAST(max(nth) FILTER (is_seen AND is_reached AND {in_period}) & 127 AS UTINYINT) AS said, "
        f"min(attempted_at) FILTER (is_seen AND attempted_at >= closed_at) AS first_attempt_at, "
        f"coalesce(bool_or(is_reached) FILTER (is_seen AND attempted_at >= closed_at), false) AS is_reached, "
        f"bool_or(is_seen AND {in_period}) AS is_attempted FROM ("
        f"SELECT o.ord AS oid, attempted_at, attempted_at <= {n['as_of']} AS is_seen, "
        f"outcome = 'reached' AS is_reached, o.closed_at, "
        f"(attempted_at::HUGEINT << 64) + (f.ord::HUGEINT << 7) + {answers} AS nth FROM "
        f"(SELECT order_id, ord, attempted_at, outcome, {columns_sql(there, _WANTED)} FROM read_followups) f "
        f"JOIN (SELECT order_id, ord, {closed} AS closed_at FROM orders_read) o USING (order_id)) GROUP BY oid)"
    )


# The three answers of a follow-up as one number below 128, at the end of a number that sorts by time and
# then by place in the file: its greatest holds the last follow-up's answers, for one aggregate of fixed size.
_WEIGHTS = {"process_satisfaction": 15, "result_satisfaction": 3, "resolved": 1}


def _place(name: str) -> str:
    """0 for no answer, else its place among the choices."""
    choices = FOLLOWUPS.column(name).choices
    cases = [f"WHEN {name} = '{choice}' THEN {place}" for place, choice in enumerate(choices, start=1)]
    cases = cases or [f"WHEN {name} THEN 2", f"WHEN NOT {name} THEN 1"]
    return f"CASE {' '.join(cases)} ELSE 0 END"


def _said(name: str) -> str:
    if name == "resolved":
        return "CASE said % 3 WHEN 2 THEN true WHEN 1 THEN false END AS said_resolved"
    kind, choices = _WANTED[name], FOLLOWUPS.column(name).choices
    cases = " ".join(f"WHEN {at} THEN CAST('{one}' AS {kind})" for at, one in enumerate(choices, start=1))
    place = f"said // {_WEIGHTS[name]} % {len(choices) + 1}"
    return f"CASE {place} {cases} END AS said_{name.removesuffix('_satisfaction')}"
