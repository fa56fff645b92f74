"""The deadline in force: extensions in order of approval, each only while the one before still runs."""

import duckdb


def lay_out_deadlines(db: duckdb.DuckDBPyConnection, as_of: int) -> None:
    """Create `extended`: order_id and its extensions approved by `as_of`, in order of approval, ties in file order."""
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE extended AS SELECT order_id, "
        f"list({_step('approved_at', 'due_at')} ORDER BY approved_at, ord) AS steps "
        f"FROM read_extensions WHERE approved_at <= {as_of} GROUP BY order_id"
    )


def in_force(due_at: str, steps: str) -> str:
    """SQL: what a deadline has become (dataset.md); an order without `due_at` has nothing to extend.

    An extension approved at or before the deadline then in force replaces it.
    """
    first = _step("CAST(NULL AS BIGINT)", due_at)
    last = (
        f"list_reduce({steps}, lambda a, b: CASE WHEN b.approved_at <= a.due_at THEN b ELSE a END, {first})"
    )
    return f"coalesce({last}.due_at, {due_at})"


def _step(approved_at: str, due_at: str) -> str:
    return f"{{'approved_at': {approved_at}, 'due_at': {due_at}}}"
