"""Work orders as of the moment of reading: one row each, so that one pass answers every figure."""

from collections.abc import Mapping

import duckdb

from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.facts.calls import columns_sql
from hengxian.measurement.facts.days import day_of
from hengxian.measurement.facts.deadlines import lay_out_deadlines
from hengxian.measurement.facts.followups import lay_out_followups
from hengxian.measurement.facts.order_columns import TYPES, order_columns, split
from hengxian.measurement.facts.units import lay_out_units

_JOINED_BY = {"followed": "followed.order_id = o.order_id"}  # straight from the files: one join less


def lay_out_orders(
    db: duckdb.DuckDBPyConnection, there: Mapping[str, frozenset[str]], ask: Ask, memory: int
) -> None:
    """Create `orders` and the per-order tables it is joined from. `there` gives each table's columns.

    What the data never say is a constant of the view, not a column in memory. `orders_laid_out`, which it looks
    at, holds orders accepted after as_of too.
    """
    n = ask.numbers()
    _view_of_read(db)
    joined = set()
    if "extensions" in there and "due_at" in there["work_orders"]:
        lay_out_deadlines(db, n["as_of"])
        joined.add("extended")
    if "assignments" in there:
        lay_out_units(db, there["assignments"], n["as_of"])
        joined.add("units")
    if "supervisions" in there:
        _lay_out_supervisions(db, n["as_of"])
        joined.add("watched")
    if "followups" in there:
        lay_out_followups(db, there["followups"], _closed(n["as_of"]), ask, memory)
        joined.add("followed")
    said, silent = split(order_columns(joined, there["work_orders"], ask))
    joins = " ".join(
        f"LEFT JOIN {table} ON {_JOINED_BY.get(table, f'{table}.oid = o.ord')}" for table in sorted(joined)
    )
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE orders_laid_out AS SELECT {said} FROM ({_seen(n['as_of'])}) o "
        f"LEFT JOIN days a ON a.day = {day_of('o.accepted_at')} "
        f"LEFT JOIN days c ON c.day = {day_of('o.closed_at')} {joins}"
    )
    db.execute(
        f"CREATE OR REPLACE TEMP VIEW orders AS SELECT *{silent} FROM orders_laid_out WHERE accepted_at <= {n['as_of']}"
    )


def _view_of_read(db: duckdb.DuckDBPyConnection) -> None:
    staged = frozenset(
        name for (name,) in db.execute("SELECT column_name FROM (DESCRIBE read_work_orders)").fetchall()
    )
    db.execute(
        f"CREATE OR REPLACE TEMP VIEW orders_read AS SELECT ord, {columns_sql(staged, TYPES)} FROM read_work_orders"
    )


def _lay_out_supervisions(db: duckdb.DuckDBPyConnection, as_of: int) -> None:
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE watched AS SELECT DISTINCT o.ord AS oid, true AS is_supervised "
        f"FROM read_supervisions JOIN read_work_orders o USING (order_id) WHERE opened_at <= {as_of}"
    )


def _cut(name: str, as_of: int) -> str:
    return f"CASE WHEN {name} <= {as_of} THEN {name} END"


def _closed(as_of: int) -> str:
    """Closing: as stated, else the later of reply and record when both had happened (dataset.md)."""
    both = f"CASE WHEN replied_at <= {as_of} AND recorded_at <= {as_of} THEN greatest(replied_at, recorded_at) END"
    return f"coalesce({_cut('closed_at', as_of)}, {both})"


def _seen(as_of: int) -> str:
    times = (
        "transferred_at",
        "replied_at",
        "recorded_at",
        "reopened_at",
        "reported_to_manager_at",
        "reported_to_department_at",
    )
    cuts = ", ".join(f"{_cut(name, as_of)} AS {name}" for name in times)
    return f"SELECT * REPLACE ({_closed(as_of)} AS closed_at, {cuts}) FROM orders_read"
