"""The columns of `orders`, as SQL over `read_work_orders` and what stands beside it.

A table or column that the data lack gives a constant.
"""

from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.reading.forms import sql_type
from hengxian.measurement.tables import FOLLOWUPS, WORK_ORDERS

_HANDLING = sql_type(WORK_ORDERS.column("handling"))
_SATISFACTION = sql_type(FOLLOWUPS.column("result_satisfaction"))
_NO_TIME = "CAST(NULL AS BIGINT)"
_NO_ANSWER = "CAST(NULL AS BOOLEAN)"

# What an order has that no table beside it says anything of.
_UNSAID = {
    "holders": "0",
    "returns": "0",
    "is_supervised": "false",
    "said_process": f"CAST(NULL AS {_SATISFACTION})",
    "said_result": f"CAST(NULL AS {_SATISFACTION})",
    "said_resolved": _NO_ANSWER,
    "first_attempt_at": _NO_TIME,
    "is_reached": "false",
    "is_attempted": "false",
    "transfer_by": _NO_TIME,
    "followup_by": _NO_TIME,
}


def happenings(there: frozenset[str], as_of: int) -> dict[str, str]:
    """Name → SQL of what had happened to an order by as_of, from its row alone."""

    def has_happened(column: str) -> str:
        return _own(there, column, f"coalesce({column} <= {as_of}, false)", "false")

    one_round = _own(there, "rounds", "coalesce(rounds, 1) = 1", "true")
    return {
        "closing_at": _closing(there, as_of),
        "is_replied": has_happened("replied_at"),
        "is_recorded": has_happened("recorded_at"),
        "is_one_round": f"{one_round} AND NOT {has_happened('reopened_at')}",
    }


def spent(there: frozenset[str]) -> frozenset[str]:
    """Columns that the happenings say all about; a reply is doubted beside a closing that is stated."""
    only_happen = {"recorded_at", "rounds", "reopened_at"}
    return there & (only_happen if "closed_at" in there else only_happen | {"replied_at"})


def _closing(there: frozenset[str], as_of: int) -> str:
    """Closing: as stated, else the later of reply and record when both had happened (dataset.md)."""
    ways = []
    if "closed_at" in there:
        ways.append(_cut("closed_at", as_of))
    if {"replied_at", "recorded_at"} <= there:
        both = f"replied_at <= {as_of} AND recorded_at <= {as_of}"
        ways.append(f"CASE WHEN {both} THEN greatest(replied_at, recorded_at) END")
    return f"coalesce({', '.join(ways)})" if ways else _NO_TIME


def order_columns(there: frozenset[str], staged: set[str], ask: Ask) -> dict[str, str]:
    """Name → SQL. `there` are the columns the files fill, `staged` those of the table as it was stored."""
    said = {name: name if name in staged else absent for name, absent in _UNSAID.items()}
    return {
        "ord": "ord",
        "id": "order_id",
        "standing": "standing",
        **_times(there, staged, ask.numbers()["as_of"]),
        **_signs(there),
        **_units(there, staged),
        **_plan(there, ask),
        **said,
        "matter_of_caller": "matter_of_caller" if {"matter", "caller"} <= there else "CAST(NULL AS UBIGINT)",
    }


def _own(there: frozenset[str], column: str, sql: str, absent: str) -> str:
    return sql if column in there else absent


def _cut(name: str, as_of: int) -> str:
    return f"CASE WHEN {name} <= {as_of} THEN {name} END"


def _times(there: frozenset[str], staged: set[str], as_of: int) -> dict[str, str]:
    def seen(column: str) -> str:
        return _own(there, column, _cut(column, as_of), _NO_TIME)

    due_at = _own(there, "due_at", "due_at", _NO_TIME)
    return {
        "accepted_at": "accepted_at",
        "closed_at": "closing_at",
        "transferred_at": seen("transferred_at"),
        "due_at": due_at,
        "deadline": "deadline" if "deadline" in staged else due_at,
        "manager_told_at": seen("reported_to_manager_at"),
        "department_told_at": seen("reported_to_department_at"),
    }


def _signs(there: frozenset[str]) -> dict[str, str]:
    def flag(column: str) -> str:
        return _own(there, column, f"coalesce({column}, false)", "false")

    return {
        **{name: name for name in ("is_replied", "is_recorded", "is_one_round")},
        "handling": _own(there, "handling", "handling", f"CAST(NULL AS {_HANDLING})"),
        "is_at_once": _at_once(there),
        "is_claimed_resolved": _own(there, "claimed_resolved", "claimed_resolved", _NO_ANSWER),
        "is_emergency": flag("is_emergency"),
        "is_excluded": _own(there, "exclusion", "coalesce(is_excluded, false)", "false"),
        "is_test": flag("is_test"),
    }


def _at_once(there: frozenset[str]) -> str:
    """immediate_answer_rate's hit: as recorded, else a direct order closed by as_of."""
    if "closed_in_first_contact" in there:
        return "coalesce(closed_in_first_contact, false)"
    return _own(there, "handling", "coalesce(handling = 'direct' AND closing_at IS NOT NULL, false)", "false")


def _units(there: frozenset[str], staged: set[str]) -> dict[str, str]:
    """Whether an order is about several units, and whether one of them leads: as its own words or assignments say."""
    held, led = ("is_held_by_two", "is_led") if "is_led" in staged else ("false", "false")
    several = _own(there, "department", "coalesce(names_several, false)", "false")
    lead = _own(there, "lead_department", "coalesce(names_lead, false)", "false")
    return {"is_shared": f"({several} OR {held})", "has_lead": f"({lead} OR {led})"}


def _plan(there: frozenset[str], ask: Ask) -> dict[str, str]:
    """Whether a follow-up is planned: as the order says, else as the dataset declares."""
    otherwise = "true" if ask.plan == "all" else "false"
    unknown = _own(there, "followup_planned", "followup_planned IS NULL", "true")
    return {
        "is_planned": _own(there, "followup_planned", f"coalesce(followup_planned, {otherwise})", otherwise),
        "is_plan_unknown": unknown if ask.plan is None else "false",
    }
