"""Work orders as of the moment of reading: one wide row each, so that one pass answers every figure."""

from collections.abc import Mapping

import duckdb

from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.facts.calls import columns_sql
from hengxian.measurement.facts.days import day_of
from hengxian.measurement.facts.deadlines import lay_out_deadlines
from hengxian.measurement.facts.followups import lay_out_followups
from hengxian.measurement.facts.units import lay_out_units
from hengxian.measurement.reading.judging import SQL_TYPES
from hengxian.measurement.reading.values import quoted
from hengxian.measurement.tables import WORK_ORDERS

# dataset.md, lead_department: what separates several names in one cell.
_SEPARATORS = "[,，;；、|]"


def lay_out_orders(db: duckdb.DuckDBPyConnection, there: Mapping[str, frozenset[str]], ask: Ask) -> None:
    """Create `orders` and the per-order tables it is joined from. `there` gives each table's columns."""
    n = ask.numbers()
    wanted = {c.name: SQL_TYPES.get(c.kind, "VARCHAR") for c in WORK_ORDERS.columns if c.name != "order_id"}
    staged = frozenset(name for (name,) in db.execute("SELECT column_name FROM (DESCRIBE read_work_orders)").fetchall())
    db.execute(
        f"CREATE OR REPLACE TEMP VIEW orders_read AS SELECT ord, order_id, {columns_sql(staged, wanted)} "
        f"FROM read_work_orders"
    )
    joins = [f"LEFT JOIN days a ON a.day = {day_of('o.accepted_at')}", f"LEFT JOIN days c ON c.day = {day_of('o.closed_at')}"]
    if "extensions" in there and "due_at" in there["work_orders"]:
        lay_out_deadlines(db, n["as_of"])
        joins.append("LEFT JOIN extended USING (order_id)")
    if "assignments" in there:
        lay_out_units(db, there["assignments"], n["as_of"])
        joins.append("LEFT JOIN units USING (order_id)")
    if "supervisions" in there:
        db.execute(
            f"CREATE OR REPLACE TEMP TABLE supervised AS SELECT DISTINCT order_id, true AS is_supervised "
            f"FROM read_supervisions WHERE opened_at <= {n['as_of']}"
        )
        joins.append("LEFT JOIN supervised USING (order_id)")
    if "followups" in there:
        lay_out_followups(db, there["followups"], _closed(n["as_of"]), ask)
        joins.append("LEFT JOIN followed USING (order_id)")
    db.execute(f"CREATE OR REPLACE TEMP TABLE orders AS SELECT {_facts(joins, there['work_orders'], ask)} FROM ({_seen(n['as_of'])}) o {' '.join(joins)}")


def _cut(name: str, as_of: int) -> str:
    return f"CASE WHEN {name} <= {as_of} THEN {name} END"


def _closed(as_of: int) -> str:
    """Closing: as stated, else the later of reply and record when both had happened (dataset.md)."""
    both = f"CASE WHEN greatest(replied_at, recorded_at) <= {as_of} AND replied_at IS NOT NULL AND recorded_at IS NOT NULL"
    return f"coalesce({_cut('closed_at', as_of)}, {both} THEN greatest(replied_at, recorded_at) END)"


def _seen(as_of: int) -> str:
    times = ("transferred_at", "replied_at", "recorded_at", "reopened_at", "reported_to_manager_at", "reported_to_department_at")
    cuts = ", ".join(f"{_cut(name, as_of)} AS {name}" for name in times)
    return f"SELECT * REPLACE ({_closed(as_of)} AS closed_at, {cuts}) FROM orders_read WHERE accepted_at <= {as_of}"


def _facts(joins: list[str], there: frozenset[str], ask: Ask) -> str:
    """The wide row's columns; a table that is absent leaves its columns empty."""
    joined = " ".join(joins)
    facts = {
        "id": "order_id",
        "ord": "ord",
        "accepted_at": "accepted_at",
        "closed_at": "closed_at",
        "transferred_at": "transferred_at",
        "replied_at": "replied_at",
        "recorded_at": "recorded_at",
        "due_at": "due_at",
        "deadline": "coalesce(deadline, due_at)" if "extended" in joined else "due_at",
        "handling": "handling",
        "is_at_once": _at_once(there),
        "is_one_round": "coalesce(rounds, 1) = 1 AND reopened_at IS NULL",
        "is_claimed_resolved": "claimed_resolved",
        "is_emergency": "coalesce(is_emergency, false)",
        "is_excluded": "exclusion IS NOT NULL",
        "is_test": "coalesce(is_test, false)",
        "is_planned": "coalesce(followup_planned, true)" if ask.plan == "all" else "coalesce(followup_planned, false)",
        "is_plan_unknown": "false" if ask.plan == "all" else "followup_planned IS NULL",
        "manager_told_at": "reported_to_manager_at",
        "department_told_at": "reported_to_department_at",
        "is_shared": _shared("is_shared" if "units" in joined else "false"),
        "has_lead": "lead_department IS NOT NULL" + (" OR coalesce(has_lead, false)" if "units" in joined else ""),
        "holders": "coalesce(holders, 0)" if "units" in joined else "0",
        "returns": "coalesce(returns, 0)" if "units" in joined else "0",
        "is_supervised": "coalesce(is_supervised, false)" if "supervised" in joined else "false",
        "transfer_by": "a.transfer_by",
        "followup_by": "c.followup_by",
        "worked": f"CASE WHEN handling = 'transferred' THEN {_worked('c', 'closed_at')} - {_worked('a', 'accepted_at')} END",
    }
    followed = {"latest": "NULL", "first_attempt_at": "NULL", "is_reached": "false", "is_attempted": "false"}
    for name, absent in followed.items():
        known = f"coalesce({name}, false)" if absent == "false" else name
        facts[name] = known if "followed" in joined else _absent(name, absent)
    return ", ".join(f"{sql} AS {quoted_name}" for quoted_name, sql in facts.items())


def _at_once(there: frozenset[str]) -> str:
    """immediate_answer_rate's hit: as recorded, else a direct order closed by as_of."""
    if "closed_in_first_contact" in there:
        return "coalesce(closed_in_first_contact, false)"
    return "coalesce(handling = 'direct' AND o.closed_at IS NOT NULL, false)"


def _absent(name: str, value: str) -> str:
    if name == "latest":
        return "CAST(NULL AS STRUCT(process VARCHAR, result VARCHAR, resolved BOOLEAN))"
    return "CAST(NULL AS BIGINT)" if value == "NULL" else value


def _worked(days: str, at: str) -> str:
    """Working time from the first announced day to an instant; NULL in a year not announced."""
    return (
        f"CASE WHEN {days}.is_announced THEN {days}.worked_before + "
        f"CASE WHEN {days}.is_working THEN {at} - {days}.starts_at ELSE 0 END END"
    )


def _shared(by_assignment: str) -> str:
    names = (
        f"len(list_distinct(list_filter(list_transform(regexp_split_to_array(department, {quoted(_SEPARATORS)}), "
        f"lambda name: trimmed(name)), lambda name: name <> ''))) > 1"
    )
    has_several = f"regexp_matches(department, {quoted(_SEPARATORS)}) AND {names}"
    return f"coalesce({has_several}, false) OR coalesce({by_assignment}, false)"
