"""Reviews (质检) as of the moment of reading, those of test orders and of unknown orders left out."""

import duckdb

from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.facts.calls import columns_sql
from hengxian.measurement.facts.standing import standing


def lay_out_reviews(
    db: duckdb.DuckDBPyConnection, there: frozenset[str], orders: frozenset[str] | None, ask: Ask
) -> None:
    """Create `reviews`: id, ord, item, reviewed_at, is_passed, standing.

    `orders` are work_orders' columns, None without it.
    """
    wanted = columns_sql(there, {"order_id": "VARCHAR"})
    seen = (
        f"SELECT review_id AS id, ord, item, reviewed_at, passed AS is_passed, order_id, "
        f"{standing(None)} AS standing "
        f"FROM (SELECT review_id, ord, item, reviewed_at, passed, {wanted} FROM read_reviews) "
        f"WHERE reviewed_at <= {ask.numbers()['as_of']}"
    )
    if orders is None or "order_id" not in there:
        seen = f"SELECT * FROM ({seen}) WHERE order_id IS NULL"
    else:
        is_test = "coalesce(o.is_test, false)" if "is_test" in orders else "false"
        seen = (
            f"SELECT r.* FROM ({seen}) r LEFT JOIN read_work_orders o USING (order_id) "
            f"WHERE r.order_id IS NULL OR (o.ord IS NOT NULL AND NOT {is_test})"
        )
    db.execute(f"CREATE OR REPLACE TEMP TABLE reviews AS {seen}")
