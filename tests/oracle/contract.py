"""The tables and columns of dataset.md, restated for the oracle."""

from __future__ import annotations

from dataclasses import dataclass

CHANNELS = ("sms", "web", "app", "social", "other", "mailbox")
OPINIONS = ("satisfied", "mostly_satisfied", "dissatisfied", "no_opinion")


@dataclass(frozen=True)
class Column:
    """One column: how its values are typed and whether a row needs one to count (★)."""

    kind: str  # key, text, time, boolean, count, enum
    is_required: bool = False
    values: tuple[str, ...] = ()


KEY, TEXT, TIME, BOOLEAN, COUNT = (Column(kind) for kind in ("key", "text", "time", "boolean", "count"))
KEY_STAR, TEXT_STAR, TIME_STAR, BOOLEAN_STAR = (
    Column(kind, True) for kind in ("key", "text", "time", "boolean")
)


def enum(*values: str, star: bool = False) -> Column:
    return Column("enum", star, values)


TABLES: dict[str, dict[str, Column]] = {
    "calls": {
        "call_id": KEY_STAR,
        "arrived_at": TIME_STAR,
        "answered_at": TIME,
        "ended_at": TIME,
        "linked_id": TEXT,
        "queue": TEXT,
        "agent": TEXT,
        "caller": TEXT,
        "is_test": BOOLEAN,
    },
    "messages": {
        "message_id": KEY_STAR,
        "channel": enum(*CHANNELS, star=True),
        "received_at": TIME_STAR,
        "responded_at": TIME,
        "is_test": BOOLEAN,
    },
    "work_orders": {
        "order_id": KEY_STAR,
        "accepted_at": TIME_STAR,
        "channel": TEXT,
        "kind": enum("consultation", "appeal", "suggestion", "information"),
        "handling": enum("direct", "conference", "transferred"),
        "closed_in_first_contact": BOOLEAN,
        "transferred_at": TIME,
        "department": TEXT,
        "lead_department": TEXT,
        "due_at": TIME,
        "replied_at": TIME,
        "recorded_at": TIME,
        "closed_at": TIME,
        "claimed_resolved": BOOLEAN,
        "rounds": COUNT,
        "reopened_at": TIME,
        "matter": TEXT,
        "caller": TEXT,
        "exclusion": TEXT,
        "exclusion_by": TEXT,
        "exclusion_approved_by": TEXT,
        "is_emergency": BOOLEAN,
        "reported_to_manager_at": TIME,
        "reported_to_department_at": TIME,
        "followup_planned": BOOLEAN,
        "confidential": BOOLEAN,
        "is_test": BOOLEAN,
    },
    "assignments": {
        "order_id": KEY_STAR,
        "department": TEXT_STAR,
        "is_lead": BOOLEAN,
        "from_at": TIME_STAR,
        "to_at": TIME,
        "return_reason": TEXT,
    },
    "extensions": {
        "order_id": KEY_STAR,
        "requested_at": TIME,
        "approved_at": TIME_STAR,
        "due_at": TIME_STAR,
    },
    "supervisions": {
        "order_id": KEY_STAR,
        "trigger": enum("emergency", "repeated", "near_due", "overdue", star=True),
        "opened_at": TIME_STAR,
        "way": TEXT,
        "ended_at": TIME,
    },
    "followups": {
        "order_id": KEY_STAR,
        "attempted_at": TIME_STAR,
        "outcome": enum("reached", "refused", "unreachable", star=True),
        "process_satisfaction": enum(*OPINIONS),
        "result_satisfaction": enum(*OPINIONS),
        "resolved": BOOLEAN,
    },
    "reviews": {
        "review_id": KEY_STAR,
        "order_id": TEXT,
        "reviewed_at": TIME_STAR,
        "reviewer": TEXT,
        "item": enum(
            "information_accuracy", "record_accuracy", "language", "procedure", "attitude", star=True
        ),
        "passed": BOOLEAN_STAR,
    },
    "gaps": {"source": TEXT_STAR, "from_at": TIME_STAR, "to_at": TIME_STAR},
}
TABLES["gaps"]["source"] = enum(*TABLES, star=True)

# The event whose lateness makes a row `later`.
OWN_EVENT = {
    "calls": "arrived_at",
    "messages": "received_at",
    "work_orders": "accepted_at",
    "assignments": "from_at",
    "extensions": "approved_at",
    "supervisions": "opened_at",
    "followups": "attempted_at",
    "reviews": "reviewed_at",
    "gaps": "from_at",
}
UNIQUE_KEY = {"calls": "call_id", "messages": "message_id", "work_orders": "order_id", "reviews": "review_id"}
# No later column may precede the first.
ORDERED = {
    "calls": ("arrived_at", ("answered_at", "ended_at")),
    "messages": ("received_at", ("responded_at",)),
    "work_orders": ("accepted_at", ("transferred_at", "replied_at", "recorded_at", "closed_at")),
}
ABOUT_ORDERS = ("assignments", "extensions", "supervisions", "followups", "reviews")


def event_columns(table: str) -> list[str]:
    """The columns as_of cuts: every time but a deadline."""
    return [name for name, column in TABLES[table].items() if column.kind == "time" and name != "due_at"]
