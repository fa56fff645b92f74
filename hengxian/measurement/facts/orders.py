"""Work orders as of the moment of reading: one row each, so that one pass answers every figure."""

from collections.abc import Mapping

import duckdb

from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.facts.calls import columns_sql
from hengxian.measurement.facts.days import day_of
from hengxian.measurement.facts.deadlines import lay_out_deadlines
from hengxian.measurement.facts.followups import lay_out_followups
from hengxian.measurement.facts.units import lay_out_units
from hengxian.measurement.reading.derived import DERIVED
from hengxian.measurement.reading.forms import sql_type
from hengxian.measurement.tables import FOLLOWUPS, WORK_ORDERS

_TYPES = {c.name: sql_type(c) for c in WORK_ORDERS.columns} | {
    one.name: one.type for one in DERIVED["work_orders"]
}
_SATISFACTION = sql_type(FOLLOWUPS.column("result_satisfaction"))

# What each joined table gives an order, and what an order has that it says nothing of.
_JOINED = {
    "extended": {"deadline": "CAST(NULL AS BIGINT)"},
    "units": {"is_held_by_two": "false", "is_led": "false", "holders": "0", "returns": "0"},
    "watched": {"is_supervised": "false"},
    "followed": {
        "said_process": f"CAST(NULL AS {_SATISFACTION})",
        "said_result": f"CAST(NULL AS {_SATISFACTION})",
        "said_resolved": "CAST(NULL AS BOOLEAN)",
        "first_attempt_at": "CAST(NULL AS BIGINT)",
        "is_reached": "false",
        "is_attempted": "false",
    },
}


def lay_out_orders(
    db: duckdb.DuckDBPyConnection, there: Mapping[str, frozenset[str]], ask: Ask, memory: int
) -> None:
    """Create `orders` and the per-order tables it is joined from. `there` gives each table's columns.

    What the data never say is a constant of the view, not a column in memory.
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
    said, silent = _split(_facts(joined, there["work_orders"], ask))
    joins = " ".join(f"LEFT JOIN {table} ON {table}.oid = o.ord" for table in sorted(joined))
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE orders_laid_out AS SELECT {said} FROM ({_seen(n['as_of'])}) o "
        f"LEFT JOIN days a ON a.day = {day_of('o.accepted_at')} "
        f"LEFT JOIN days c ON c.day = {day_of('o.closed_at')} {joins}"
    )
    db.execute(f"CREATE OR REPLACE TEMP VIEW orders AS SELECT *{silent} FROM orders_laid_out")


def _view_of_read(db: duckdb.DuckDBPyConnection) -> None:
    staged = frozenset(
        name for (name,) in db.execute("SELECT column_name FROM (DESCRIBE read_work_orders)").fetchall()
    )
    db.execute(
        f"CREATE OR REPLACE TEMP VIEW orders_read AS SELECT ord, {columns_sql(staged, _TYPES)} FROM read_work_orders"
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
    return f"SELECT * REPLACE ({_closed(as_of)} AS closed_at, {cuts}) FROM orders_read WHERE accepted_at <= {as_of}"


def _split(facts: Mapping[str, str]) -> tuple[str, str]:
    """The columns to keep, and after a comma those that are the same for every order."""
    silent = {
        name: sql
        for name, sql in facts.items()
        if sql in ("false", "0", "due_at") or sql.startswith("CAST(NULL")
    }
    said = ", ".join(f"{sql} AS {name}" for name, sql in facts.items() if name not in silent)
    return said, "".join(f", {sql} AS {name}" for name, sql in silent.items())


def _facts(joined: set[str], there: frozenset[str], ask: Ask) -> dict[str, str]:
    """The columns of `orders`; a table or column that is absent gives a constant."""

    def own(column: str, sql: str, absent: str) -> str:
        return sql if column in there else absent

    def flag(column: str) -> str:
        return own(column, f"coalesce({column}, false)", "false")

    closing = bool({"closed_at"} & there or {"replied_at", "recorded_at"} <= there)
    facts = {
        "ord": "o.ord",
        "accepted_at": "accepted_at",
        "closed_at": "o.closed_at" if closing else "CAST(NULL AS BIGINT)",
        "transferred_at": own("transferred_at", "transferred_at", "CAST(NULL AS BIGINT)"),
        "is_replied": own("replied_at", "replied_at IS NOT NULL", "false"),
        "is_recorded": own("recorded_at", "recorded_at IS NOT NULL", "false"),
        "due_at": own("due_at", "o.due_at", "CAST(NULL AS BIGINT)"),
        "handling": own("handling", "handling", f"CAST(NULL AS {_TYPES['handling']})"),
        "is_at_once": _at_once(there),
        "is_one_round": "coalesce(rounds, 1) = 1 AND reopened_at IS NULL",
        "is_claimed_resolved": own("claimed_resolved", "claimed_resolved", "CAST(NULL AS BOOLEAN)"),
        "is_emergency": flag("is_emergency"),
        "is_excluded": own("exclusion", "coalesce(is_excluded, false)", "false"),
        "is_test": flag("is_test"),
        "is_planned": _planned(there, ask.plan),
        "is_plan_unknown": own("followup_planned", "followup_planned IS NULL", "true")
        if ask.plan is None
        else "false",
        "manager_told_at": own("reported_to_manager_at", "reported_to_manager_at", "CAST(NULL AS BIGINT)"),
        "department_told_at": own(
            "reported_to_department_at", "reported_to_department_at", "CAST(NULL AS BIGINT)"
        ),
        "transfer_by": "a.transfer_by",
        "followup_by": "c.followup_by" if ask.followup_days is not None else "CAST(NULL AS BIGINT)",
        "worked": f"CASE WHEN handling = 'transferred' "
        f"THEN {_worked('c', 'o.closed_at')} - {_worked('a', 'accepted_at')} END",
        "matter_of_caller": own(
            "matter", own("caller", "matter_of_caller", "CAST(NULL AS UBIGINT)"), "CAST(NULL AS UBIGINT)"
        ),
    }
    for table, columns in _JOINED.items():
        for name, absent in columns.items():
            given = (
                f"coalesce({table}.{name}, {absent})" if not absent.startswith("CAST") else f"{table}.{name}"
            )
            facts[name] = given if table in joined else absent
    facts["deadline"] = (
        f"coalesce(extended.deadline, {facts['due_at']})" if "extended" in joined else "due_at"
    )
    named = own("department", "coalesce(names_several, false)", "false")
    facts["is_shared"] = f"({named} OR {facts.pop('is_held_by_two')})"
    facts["has_lead"] = (
        f"({own('lead_department', 'coalesce(names_lead, false)', 'false')} OR {facts.pop('is_led')})"
    )
    return facts


def _planned(there: frozenset[str], plan: str | None) -> str:
    otherwise = "true" if plan == "all" else "false"
    return f"coalesce(followup_planned, {otherwise})" if "followup_planned" in there else otherwise


def _at_once(there: frozenset[str]) -> str:
    """immediate_answer_rate's hit: as recorded, else a direct order closed by as_of."""
    if "closed_in_first_contact" in there:
        return "coalesce(closed_in_first_contact, false)"
    return "coalesce(handling = 'direct' AND o.closed_at IS NOT NULL, false)"


def _worked(days: str, at: str) -> str:
    """Working time from the first announced day to an instant; NULL in a year not announced."""
    return (
        f"CASE WHEN {days}.is_announced THEN {days}.worked_before + "
        f"CASE WHEN {days}.is_working THEN {at} - {days}.starts_at ELSE 0 END END"
    )
