"""Work orders as of the moment of reading: one row each, so that one pass answers every figure."""

from collections.abc import Mapping

import duckdb

from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.facts.days import day_of, lay_out_days
from hengxian.measurement.facts.deadlines import in_force, lay_out_deadlines
from hengxian.measurement.facts.followups import lay_out_followups, since_closing
from hengxian.measurement.facts.order_columns import happenings, order_columns, spent
from hengxian.measurement.facts.standing import standing
from hengxian.measurement.facts.units import lay_out_units
from hengxian.measurement.reading.beside import Beside

_ANSWERS = ("said_process", "said_result", "said_resolved")


def beside_orders(
    db: duckdb.DuckDBPyConnection, there: Mapping[str, frozenset[str]], ask: Ask, memory: int
) -> Beside:
    """What stands beside a work order: its closing, its days, and what the tables about orders say of it.

    `there` gives the columns of each table, all of them read but work orders themselves; `memory` in bytes bounds
    the search for orders with several follow-ups.
    """
    as_of, orders = ask.numbers()["as_of"], there["work_orders"]
    lay_out_days(db, ask)
    given = {"transfer_by": "a.transfer_by"}
    joins = [f"LEFT JOIN days a ON a.day = {day_of('o.accepted_at')}"]
    if ask.followup_days is not None:
        given["followup_by"] = "c.followup_by"
        joins.append(f"LEFT JOIN days c ON c.day = {day_of('o.closing_at')}")
    about: dict[str, dict[str, str]] = {}
    if "extensions" in there and "due_at" in orders:
        lay_out_deadlines(db, as_of)
        about["extended"] = {"deadline": in_force("o.due_at", "extended.steps")}
    if "assignments" in there:
        lay_out_units(db, there["assignments"], as_of)
        about["units"] = {
            "is_held_by_two": "coalesce(units.is_held_by_two, false)",
            "is_led": "coalesce(units.is_led, false)",
            "holders": "coalesce(units.holders, 0)",
            "returns": "coalesce(units.returns, 0)",
        }
    if "supervisions" in there:
        # Of the few that are there one only asks whether: unlike a join, this leaves the orders in their blocks.
        watched = f"SELECT order_id FROM read_supervisions WHERE opened_at <= {as_of}"
        given["is_supervised"] = f"o.order_id IN ({watched})"
    if "followups" in there:
        brought = lay_out_followups(db, there["followups"], ask, memory)
        about["followed"] = {
            **{name: f"followed.{name}" for name in _ANSWERS},
            **since_closing(brought),
            "is_attempted": "coalesce(followed.is_attempted, false)",
            "about_it": "coalesce(followed.about_it, 0)",
        }
    for table, columns in about.items():
        given |= columns
        joins.append(f"LEFT JOIN {table} ON {table}.order_id = o.order_id")
    own = {
        **happenings(orders, as_of),
        "standing": standing(
            "is_test" if "is_test" in orders else None, "is_excluded" if "exclusion" in orders else None
        ),
    }
    return Beside(own, given, " ".join(joins), spent(orders))


def lay_out_orders(db: duckdb.DuckDBPyConnection, there: frozenset[str], ask: Ask) -> None:
    """Create the view `orders` over `read_work_orders` and what stands beside it; `there` are its files' columns."""
    staged = {
        name for (name,) in db.execute("SELECT column_name FROM (DESCRIBE read_work_orders)").fetchall()
    }
    columns = ", ".join(f"{sql} AS {name}" for name, sql in order_columns(there, staged, ask).items())
    db.execute(
        f"CREATE OR REPLACE TEMP VIEW orders AS SELECT {columns} FROM read_work_orders "
        f"WHERE accepted_at <= {ask.numbers()['as_of']}"
    )
