"""The deadline in force: extensions in order of approval, each only while the one before still runs."""

import duckdb


def lay_out_deadlines(db: duckdb.DuckDBPyConnection, as_of: int) -> None:
    """Create `extended`: order_id, deadline, for orders whose deadline some extension replaced.

    dataset.md: taken in order of approval, ties in file order; one approved at or before the deadline then
    in force replaces it; an order without `due_at` has nothing to extend.
    """
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE extending AS SELECT order_id, e.approved_at, e.due_at, o.due_at AS first_due, "
        f"row_number() OVER (PARTITION BY order_id ORDER BY e.approved_at, e.ord) AS nth "
        f"FROM read_extensions e JOIN read_work_orders o USING (order_id) "
        f"WHERE e.approved_at <= {as_of} AND o.due_at IS NOT NULL"
    )
    db.execute(
        "CREATE OR REPLACE TEMP TABLE extended AS WITH RECURSIVE chain AS ("
        "SELECT order_id, nth, CASE WHEN approved_at <= first_due THEN due_at ELSE first_due END AS deadline "
        "FROM extending WHERE nth = 1 UNION ALL "
        "SELECT e.order_id, e.nth, CASE WHEN e.approved_at <= c.deadline THEN e.due_at ELSE c.deadline END "
        "FROM chain c JOIN extending e ON e.order_id = c.order_id AND e.nth = c.nth + 1) "
        "SELECT order_id, arg_max(deadline, nth) AS deadline FROM chain GROUP BY order_id"
    )
