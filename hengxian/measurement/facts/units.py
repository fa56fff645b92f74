"""Per order: its units, whether two held it at once, who led, how often it was handed on."""

import duckdb

from hengxian.measurement.facts.calls import columns_sql

_WANTED = {"is_lead": "BOOLEAN", "to_at": "BIGINT", "return_reason": "VARCHAR"}
_FOR_EVER = (1 << 63) - 1


def lay_out_units(db: duckdb.DuckDBPyConnection, there: frozenset[str], as_of: int) -> None:
    """Create `units`: order_id, is_held_by_two, is_led, holders, returns.

    indicators.md, lead_department: two assignments that overlap in time share an order; one after the
    other is a hop. Spans are half-open, an open one has no end.
    """
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE holding AS SELECT order_id, ord, from_at, "
        f"coalesce(CASE WHEN to_at <= {as_of} THEN to_at END, {_FOR_EVER}) AS to_at, "
        f"coalesce(is_lead, false) AS is_lead, return_reason IS NOT NULL AS is_returned "
        f"FROM (SELECT order_id, ord, from_at, {columns_sql(there, _WANTED)} FROM read_assignments) "
        f"WHERE from_at <= {as_of}"
    )
    db.execute(
        "CREATE OR REPLACE TEMP TABLE units AS SELECT order_id, "
        "order_id IN (SELECT a.order_id FROM holding a JOIN holding b ON a.order_id = b.order_id AND a.ord < b.ord "
        "AND a.from_at < b.to_at AND b.from_at < a.to_at) AS is_held_by_two, "
        "bool_or(is_lead) AS is_led, count(*) AS holders, count(*) FILTER (is_returned) AS returns "
        "FROM holding GROUP BY order_id"
    )
