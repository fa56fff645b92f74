"""How old each open case and application is, and its present step; the slowest, and for whom they wait (L22)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Max, QuerySet

from hengxian.certification.models import Application, Case
from hengxian.journal.models import Entry
from hengxian.kernel.lifecycle import Move

CLOSED = {"case": ("已归档", "已终止"), "application": ("草稿", "已签约", "已撤回", "不予受理")}


@dataclass(frozen=True)
class Age:
    """One record: whole days since it began and since it came to its present state, and what it waits for.

    `waits_for` are roles and duties of the acts that lead on; `acts` are their labels.
    """

    record: Any
    days: int
    days_in_state: int
    acts: tuple[str, ...]
    waits_for: tuple[str, ...]


def open_cases() -> "QuerySet[Case]":
    """Cases that are neither archived nor ended."""
    return Case.objects.exclude(status__in=CLOSED["case"]).select_related("organisation")


def open_applications() -> "QuerySet[Application]":
    """Applications that were handed in and have no outcome."""
    handed_in = Application.objects.filter(received_at__isnull=False)
    return handed_in.exclude(status__in=CLOSED["application"]).select_related("organisation")


def slowest(at: datetime, most: int = 20) -> list[Age]:
    """Those longest in their present state first."""
    ages = [*_ages(open_cases(), at), *_ages(open_applications(), at)]
    return sorted(ages, key=lambda age: (-age.days_in_state, -age.days))[:most]


def age_of(record: Any, at: datetime) -> Age:
    """One case or application."""
    return _ages([record], at)[0]


def _ages(records: Iterable[Any], at: datetime) -> list[Age]:
    found = list(records)
    reached = _reached(found)
    return [_age(record, reached.get(str(record.pk)), at) for record in found]


def _age(record: Any, reached_at: datetime | None, at: datetime) -> Age:
    began_at = record.opened_at if isinstance(record, Case) else record.received_at
    onward = [row for row in record.lifecycle.moves_from(record.state) if _leads_on(row, record)]
    waits_for = tuple(dict.fromkeys(name for row in onward for name in row.by))
    return Age(
        record,
        _days(began_at, at),
        _days(reached_at or began_at, at),
        tuple(row.label for row in onward),
        waits_for,
    )


def _leads_on(row: Move, record: Any) -> bool:
    """Whether the act takes the record to another status or marker by a step of the rule or the statute."""
    return row.kind != "辅助" and any(target.status != "=" or target.marker for target in row.targets)


def _reached(records: list[Any]) -> dict[str, datetime]:
    """When each came to its present state: its newest entry that changed one."""
    if not records:
        return {}
    ids = [str(record.pk) for record in records]
    moved = Entry.objects.filter(object_kind=records[0].kind, object_id__in=ids).exclude(to_state="")
    changed = moved.exclude(from_state=F("to_state")).order_by().values("object_id")
    newest = changed.annotate(last=Max("sequence")).values_list("last", flat=True)
    rows = Entry.objects.filter(sequence__in=list(newest)).values_list("object_id", "at")
    return {object_id: datetime.fromisoformat(told) for object_id, told in rows}


def _days(since: datetime | None, at: datetime) -> int:
    return max((at - since) // timedelta(days=1), 0) if since else 0
