"""The contract's tables and columns (dataset.md, "Tables and columns"), declared once."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """How a column's text becomes a value."""

    KEY = "key"
    TEXT = "text"
    TIME = "time"
    FLAG = "flag"
    CHOICE = "choice"
    ROUNDS = "rounds"


@dataclass(frozen=True)
class Column:
    """One column: `required` is the contract's ★; `choices` are the only words a CHOICE may hold."""

    name: str
    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table.

    `event` is the row's own event; `never_before` lists the times that may not precede it
    (`impossible_order`); `is_keyed` says that the first column may stand only once.
    """

    name: str
    label: str
    columns: tuple[Column, ...]
    event: str
    is_keyed: bool = False
    never_before: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.columns[0].name

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def _columns(kind: Kind, names: str) -> tuple[Column, ...]:
    return tuple(Column(name.rstrip("*"), kind, name.endswith("*")) for name in names.split())


def _choice(name: str, choices: str) -> Column:
    return Column(name.rstrip("*"), Kind.CHOICE, name.endswith("*"), tuple(choices.split()))


FAST_CHANNELS = ("sms", "web", "app", "social", "other")
CHANNELS = (*FAST_CHANNELS, "mailbox")
SATISFACTION = "satisfied mostly_satisfied dissatisfied no_opinion"
KEY, TEXT, TIME, FLAG = Kind.KEY, Kind.TEXT, Kind.TIME, Kind.FLAG

CALLS = Table(
    "calls",
    "来电",
    _columns(KEY, "call_id*")
    + _columns(TIME, "arrived_at* answered_at ended_at")
    + _columns(TEXT, "linked_id queue agent caller")
    + _columns(FLAG, "is_test"),
    event="arrived_at",
    is_keyed=True,
    never_before=("answered_at", "ended_at"),
)
MESSAGES = Table(
    "messages",
    "其他渠道来件",
    _columns(KEY, "message_id*")
    + (_choice("channel*", " ".join(CHANNELS)),)
    + _columns(TIME, "received_at* responded_at")
    + _columns(FLAG, "is_test"),
    event="received_at",
    is_keyed=True,
    never_before=("responded_at",),
)
WORK_ORDERS = Table(
    "work_orders",
    "工单",
    _columns(KEY, "order_id*")
    + _columns(TIME, "accepted_at*")
    + _columns(TEXT, "channel")
    + (
        _choice("kind", "consultation appeal suggestion information"),
        _choice("handling", "direct conference transferred"),
    )
    + _columns(FLAG, "closed_in_first_contact")
    + _columns(TIME, "transferred_at due_at replied_at recorded_at closed_at")
    + _columns(TEXT, "department lead_department")
    + _columns(FLAG, "claimed_resolved")
    + (Column("rounds", Kind.ROUNDS),)
    + _columns(TIME, "reopened_at")
    + _columns(TEXT, "matter caller exclusion exclusion_by exclusion_approved_by")
    + _columns(FLAG, "is_emergency")
    + _columns(TIME, "reported_to_manager_at reported_to_department_at")
    + _columns(FLAG, "followup_planned confidential is_test"),
    event="accepted_at",
    is_keyed=True,
    never_before=("transferred_at", "replied_at", "recorded_at", "closed_at"),
)
ASSIGNMENTS = Table(
    "assignments",
    "承办记录",
    _columns(KEY, "order_id*")
    + _columns(TEXT, "department*")
    + _columns(FLAG, "is_lead")
    + _columns(TIME, "from_at* to_at")
    + _columns(TEXT, "return_reason"),
    event="from_at",
)
EXTENSIONS = Table(
    "extensions",
    "延期",
    _columns(KEY, "order_id*") + _columns(TIME, "requested_at approved_at* due_at*"),
    event="approved_at",
)
SUPERVISIONS = Table(
    "supervisions",
    "督办",
    _columns(KEY, "order_id*")
    + (_choice("trigger*", "emergency repeated near_due overdue"),)
    + _columns(TIME, "opened_at*")
    + _columns(TEXT, "way")
    + _columns(TIME, "ended_at"),
    event="opened_at",
)
FOLLOWUPS = Table(
    "followups",
    "回访",
    _columns(KEY, "order_id*")
    + _columns(TIME, "attempted_at*")
    + (
        _choice("outcome*", "reached refused unreachable"),
        _choice("process_satisfaction", SATISFACTION),
        _choice("result_satisfaction", SATISFACTION),
    )
    + _columns(FLAG, "resolved"),
    event="attempted_at",
)
REVIEWS = Table(
    "reviews",
    "质检",
    _columns(KEY, "review_id*")
    + _columns(TEXT, "order_id")
    + _columns(TIME, "reviewed_at*")
    + _columns(TEXT, "reviewer")
    + (_choice("item*", "information_accuracy record_accuracy language procedure attitude"),)
    + _columns(FLAG, "passed*"),
    event="reviewed_at",
    is_keyed=True,
)
_FACTS = (CALLS, MESSAGES, WORK_ORDERS, ASSIGNMENTS, EXTENSIONS, SUPERVISIONS, FOLLOWUPS, REVIEWS)
GAPS = Table(
    "gaps",
    "已知中断",
    (_choice("source*", " ".join(table.name for table in _FACTS) + " gaps"),)
    + _columns(TIME, "from_at* to_at*"),
    event="from_at",
)
TABLES: tuple[Table, ...] = (*_FACTS, GAPS)
BY_NAME = {table.name: table for table in TABLES}
ABOUT_AN_ORDER = ("assignments", "extensions", "supervisions", "followups", "reviews")
