"""Per order: what its follow-ups brought."""

import duckdb

from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.facts.calls import columns_sql

_WANTED = {"process_satisfaction": "VARCHAR", "result_satisfaction": "VARCHAR", "resolved": "BOOLEAN"}


def lay_out_followups(db: duckdb.DuckDBPyConnection, there: frozenset[str], closed: str, ask: Ask) -> None:
    """Create `followed`: one row an order with follow-ups.

    `latest` is the last reached follow-up attempted in the period (ties: later in file order) as a struct
    of its three answers; `first_attempt_at` and `is_reached` look at attempts at or after closing;
    `is_attempted` at any attempt in the period; `about_it` counts rows, later ones included.
    `closed` is the SQL of a work order's closing.
    """
    n = ask.numbers()
    in_period = f"attempted_at >= {n['start']} AND attempted_at < {n['end']}"
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE followed AS SELECT order_id, count(*) AS about_it, "
        f"arg_max({{'process': process_satisfaction, 'result': result_satisfaction, 'resolved': resolved}}, "
        f"(attempted_at, ord)) FILTER (is_seen AND outcome = 'reached' AND {in_period}) AS latest, "
        f"min(attempted_at) FILTER (is_seen AND attempted_at >= closed_at) AS first_attempt_at, "
        f"coalesce(bool_or(outcome = 'reached') FILTER (is_seen AND attempted_at >= closed_at), false) AS is_reached, "
        f"coalesce(bool_or(is_seen AND {in_period}), false) AS is_attempted FROM ("
        f"SELECT f.*, f.attempted_at <= {n['as_of']} AS is_seen, o.closed_at FROM "
        f"(SELECT order_id, ord, attempted_at, outcome, {columns_sql(there, _WANTED)} FROM read_followups) f "
        f"JOIN (SELECT order_id, {closed} AS closed_at FROM orders_read) o USING (order_id)) GROUP BY order_id"
    )
