"""The deadline in force: extensions in order of approval, each only while the one before still runs."""

import duckdb


def lay_out_deadlines(db: duckdb.DuckDBPyConnection, as_of: int) -> None:
    """Create `extended`: oid, deadline, for orders with extensions.

    dataset.md: taken in order of approval, ties in file order; one approved at or before the deadline then
    in force replaces it; an order without `due_at` has nothing to extend.
    """
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE extending AS SELECT o.ord AS oid, e.approved_at, e.due_at, "
        f"o.due_at AS first_due, row_number() OVER (PARTITION BY o.ord ORDER BY e.approved_at, e.ord) AS nth "
        f"FROM read_extensions e JOIN read_work_orders o USING (order_id) "
        f"WHERE e.approved_at <= {as_of} AND o.due_at IS NOT NULL"
    )
    db.execute(
        "CREATE OR REPLACE TEMP TABLE extended AS WITH RECURSIVE chain AS ("
        "SELECT oid, nth, CASE WHEN approved_at <= first_due THEN due_at ELSE first_due END AS deadline "
        "FROM extending WHERE nth = 1 UNION ALL "
        "SELECT e.oid, e.nth, CASE WHEN e.approved_at <= c.deadline THEN e.due_at ELSE c.deadline END "
        "FROM chain c JOIN extending e ON e.oid = c.oid AND e.nth = c.nth + 1) "
        "SELECT oid, arg_max(deadline, nth) AS deadline FROM chain GROUP BY oid"
    )
