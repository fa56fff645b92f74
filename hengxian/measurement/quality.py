"""What makes figures doubtful, told before any score (C-5): counts of rows that look wrong, never repaired."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hengxian.measurement.asking import one_row
from hengxian.measurement.dataset import Dataset
from hengxian.measurement.zones import DAY


@dataclass(frozen=True)
class Doubt:
    """One thing worth a look: which rows of which table, given the columns it needs."""

    code: str
    table: str
    columns: str
    where: str
    text: str


_MIDNIGHT = f"to_local({{}}) % {DAY} = 0"
DOUBTS = (
    Doubt(
        "midnight_arrival",
        "calls",
        "arrived_at",
        _MIDNIGHT.format("arrived_at"),
        "来电时刻恰为 0:00:00，可能只记了日期",
    ),
    Doubt(
        "answered_at_once",
        "calls",
        "answered_at",
        "answered_at = arrived_at",
        "接听与到达同一时刻，可能由语音菜单应答",
    ),
    Doubt(
        "midnight_closing",
        "work_orders",
        "closed_at",
        _MIDNIGHT.format("closed_at"),
        "办结时刻恰为 0:00:00，可能只记了日期",
    ),
    Doubt(
        "midnight_acceptance",
        "work_orders",
        "accepted_at",
        _MIDNIGHT.format("accepted_at"),
        "受理时刻恰为 0:00:00，可能只记了日期",
    ),
    Doubt(
        "closed_when_accepted", "work_orders", "closed_at", "closed_at = accepted_at", "办结与受理同一时刻"
    ),
    Doubt(
        "closed_unreplied",
        "work_orders",
        "closed_at replied_at",
        "closed_at IS NOT NULL AND replied_at IS NULL AND handling = 'transferred'",
        "转交工单已办结却没有答复时刻（10.3.1 要求答复并填写工单）",
    ),
    Doubt("due_before_accepted", "work_orders", "due_at", "due_at < accepted_at", "办理期限早于受理时刻"),
    Doubt(
        "no_deadline",
        "work_orders",
        "due_at handling",
        "due_at IS NULL AND handling = 'transferred'",
        "转交工单没有办理期限",
    ),
    Doubt(
        "no_handling", "work_orders", "handling", "handling IS NULL", "没有办理方式（直接、三方通话或转交）"
    ),
    Doubt(
        "excluded_unapproved",
        "work_orders",
        "exclusion exclusion_approved_by",
        "is_unapproved",
        "有剔除代码而没有批准人",
    ),
    Doubt(
        "reached_unanswered",
        "followups",
        "outcome resolved",
        "outcome = 'reached' AND resolved IS NULL",
        "接通的回访没有记下是否解决",
    ),
    Doubt(
        "unreached_answered",
        "followups",
        "outcome result_satisfaction",
        "outcome <> 'reached' AND result_satisfaction IS NOT NULL",
        "没有接通的回访却记有满意度",
    ),
)


def doubts(dataset: Dataset, names: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """By table, every doubt that some row gives; one pass a table."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name in names:
        read = dataset.tables[name]
        wanted = [doubt for doubt in DOUBTS if doubt.table == name and _is_answerable(doubt, read.columns)]
        if not wanted:
            continue
        counts = ", ".join(f"count_if({doubt.where})" for doubt in wanted)
        row = one_row(dataset.db, f"SELECT {counts} FROM read_{name}")
        found[name] = [
            {"code": doubt.code, "count": count, "text": doubt.text}
            for doubt, count in zip(wanted, row, strict=True)
            if count
        ]
    return {name: warnings for name, warnings in found.items() if warnings}


def _is_answerable(doubt: Doubt, columns: frozenset[str]) -> bool:
    needed = set(doubt.columns.split())
    if "handling" in doubt.where:
        needed.add("handling")
    return needed <= columns
