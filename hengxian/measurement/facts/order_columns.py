"""The columns of `orders`, as SQL over a work order `o`, its days `a` and `c`, and the tables joined to it.

A table or column that the data lack gives a constant, and a constant is no column in memory.
"""

from collections.abc import Mapping

from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.reading.derived import DERIVED
from hengxian.measurement.reading.forms import sql_type
from hengxian.measurement.tables import FOLLOWUPS, WORK_ORDERS

TYPES = {c.name: sql_type(c) for c in WORK_ORDERS.columns} | {
    one.name: one.type for one in DERIVED["work_orders"]
}
_SATISFACTION = sql_type(FOLLOWUPS.column("result_satisfaction"))
_NO_TIME = "CAST(NULL AS BIGINT)"
_NO_ANSWER = "CAST(NULL AS BOOLEAN)"

# What each joined table gives an order, and what an order has that it says nothing of.
_JOINED = {
    "units": {"is_held_by_two": "false", "is_led": "false", "holders": "0", "returns": "0"},
    "watched": {"is_supervised": "false"},
    "followed": {
        "said_process": f"CAST(NULL AS {_SATISFACTION})",
        "said_result": f"CAST(NULL AS {_SATISFACTION})",
        "said_resolved": _NO_ANSWER,
        "first_attempt_at": _NO_TIME,
        "is_reached": "false",
        "is_attempted": "false",
        "about_it": "0",
    },
}
# A follow-up alone says when it was, not whether the order was closed by then.
_SINCE_CLOSING = {
    "first_attempt_at": "CASE WHEN {at} >= o.closed_at THEN {said} END",
    "is_reached": "coalesce({at} >= o.closed_at AND {said}, false)",
}


def order_columns(joined: set[str], there: frozenset[str], ask: Ask) -> dict[str, str]:
    """Name → SQL. `joined` are the tables joined to an order, `there` the columns its files fill."""
    given = _given(joined)
    names_several = _own(there, "department", "coalesce(names_several, false)", "false")
    names_lead = _own(there, "lead_department", "coalesce(names_lead, false)", "false")
    is_shared = f"({names_several} OR {given.pop('is_held_by_two')})"
    has_lead = f"({names_lead} OR {given.pop('is_led')})"
    return {
        **_times(there, joined),
        **_signs(there),
        **_plan(there, ask),
        **_clock(ask),
        **given,
        "matter_of_caller": "matter_of_caller" if {"matter", "caller"} <= there else "CAST(NULL AS UBIGINT)",
        "is_shared": is_shared,
        "has_lead": has_lead,
    }


def split(columns: Mapping[str, str]) -> tuple[str, str]:
    """The columns to keep, and after a comma those that are the same for every order."""
    silent = {
        name: sql
        for name, sql in columns.items()
        if sql in ("false", "0", "due_at") or sql.startswith("CAST(NULL")
    }
    said = ", ".join(f"{sql} AS {name}" for name, sql in columns.items() if name not in silent)
    return said, "".join(f", {sql} AS {name}" for name, sql in silent.items())


def _own(there: frozenset[str], column: str, sql: str, absent: str) -> str:
    return sql if column in there else absent


def _given(joined: set[str]) -> dict[str, str]:
    """What the joined tables say; where one says nothing of an order, what that means."""
    given = {}
    for table, columns in _JOINED.items():
        for name, absent in columns.items():
            said = f"{table}.{name}" if absent.startswith("CAST") else f"coalesce({table}.{name}, {absent})"
            if name in _SINCE_CLOSING:
                said = _SINCE_CLOSING[name].format(at="followed.first_attempt_at", said=f"{table}.{name}")
            given[name] = said if table in joined else absent
    return given


def _times(there: frozenset[str], joined: set[str]) -> dict[str, str]:
    is_closing = bool({"closed_at"} & there or {"replied_at", "recorded_at"} <= there)
    due_at = _own(there, "due_at", "o.due_at", _NO_TIME)
    return {
        "ord": "o.ord",
        "accepted_at": "accepted_at",
        "closed_at": "o.closed_at" if is_closing else _NO_TIME,
        "transferred_at": _own(there, "transferred_at", "transferred_at", _NO_TIME),
        "due_at": due_at,
        "deadline": f"coalesce(extended.deadline, {due_at})" if "extended" in joined else "due_at",
        "manager_told_at": _own(there, "reported_to_manager_at", "reported_to_manager_at", _NO_TIME),
        "department_told_at": _own(there, "reported_to_department_at", "reported_to_department_at", _NO_TIME),
    }


def _signs(there: frozenset[str]) -> dict[str, str]:
    def flag(column: str) -> str:
        return _own(there, column, f"coalesce({column}, false)", "false")

    return {
        "is_replied": _own(there, "replied_at", "replied_at IS NOT NULL", "false"),
        "is_recorded": _own(there, "recorded_at", "recorded_at IS NOT NULL", "false"),
        "handling": _own(there, "handling", "handling", f"CAST(NULL AS {TYPES['handling']})"),
        "is_at_once": _at_once(there),
        "is_one_round": "coalesce(rounds, 1) = 1 AND reopened_at IS NULL",
        "is_claimed_resolved": _own(there, "claimed_resolved", "claimed_resolved", _NO_ANSWER),
        "is_emergency": flag("is_emergency"),
        "is_excluded": _own(there, "exclusion", "coalesce(is_excluded, false)", "false"),
        "is_test": flag("is_test"),
    }


def _at_once(there: frozenset[str]) -> str:
    """immediate_answer_rate's hit: as recorded, else a direct order closed by as_of."""
    if "closed_in_first_contact" in there:
        return "coalesce(closed_in_first_contact, false)"
    return "coalesce(handling = 'direct' AND o.closed_at IS NOT NULL, false)"


def _plan(there: frozenset[str], ask: Ask) -> dict[str, str]:
    """Whether a follow-up is planned: as the order says, else as the dataset declares."""
    otherwise = "true" if ask.plan == "all" else "false"
    unknown = _own(there, "followup_planned", "followup_planned IS NULL", "true")
    return {
        "is_planned": _own(there, "followup_planned", f"coalesce(followup_planned, {otherwise})", otherwise),
        "is_plan_unknown": unknown if ask.plan is None else "false",
    }


def _clock(ask: Ask) -> dict[str, str]:
    """The limits counted in working days, from the rows of `days` for acceptance (a) and closing (c)."""
    return {
        "transfer_by": "a.transfer_by",
        "followup_by": "c.followup_by" if ask.followup_days is not None else _NO_TIME,
    }
