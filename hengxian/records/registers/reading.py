"""Reading the registers: rows of one register of one record, and how they stood at an earlier instant.

A record is named by its story, such as `case:12`, `person:7` or `body:1`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from hengxian.journal.models import Entry
from hengxian.records.models.register_row import RegisterRow


@dataclass(frozen=True)
class Past:
    """A row as it stood: its columns by name, and the version that it then was."""

    number: int
    subject: str
    version: int
    data: dict[str, Any]
    evidence: tuple[str, ...]


def rows(register: str, bound: str, subject: str | None = None) -> QuerySet[RegisterRow]:
    """The rows by number, of one subject where it is named."""
    found = RegisterRow._default_manager.filter(register=register, bound=bound).order_by("number")
    return found if subject is None else found.filter(subject=subject)


def row_of(register: str, bound: str, subject: str) -> RegisterRow | None:
    """The newest row about a subject, None where there is none."""
    return rows(register, bound, subject).last()


def first_row(register: str, bound: str, subject: str | None = None) -> RegisterRow | None:
    """The oldest row, of one subject where it is named; None where there is none."""
    return rows(register, bound, subject).first()


def to_review(on: date) -> QuerySet[RegisterRow]:
    """Rows of all registers whose review is overdue on a day, oldest first.

    Of a register that only grows just the newest row of each record counts: it is reviewed by adding one.
    """
    own = {"register": OuterRef("register"), "bound": OuterRef("bound"), "number__gt": OuterRef("number")}
    newer = RegisterRow._default_manager.filter(**own)
    late = RegisterRow._default_manager.filter(review_on__lt=on)
    return late.exclude(Q(append_only=True) & Exists(newer)).order_by("review_on", "pk")


def as_of(register: str, bound: str, at: datetime) -> list[Past]:
    """The rows as they stood at that instant, its own entries included, told by the journal (two statements)."""
    written = {str(each.pk): each for each in rows(register, bound).filter(written_at__lte=at)}
    entries = Entry.objects.filter(object_kind=RegisterRow.kind, object_id__in=list(written))
    contents: dict[str, dict[str, Any]] = {}
    versions: dict[str, int] = {}
    for entry in entries.select_related("said").order_by("sequence"):
        if datetime.fromisoformat(entry.at) <= at and entry.said.facts is not None:
            contents.setdefault(entry.object_id, {}).update(entry.said.facts["after"])
            versions[entry.object_id] = versions.get(entry.object_id, 0) + 1
    return [
        Past(each.number, each.subject, versions[id], contents[id]["data"], tuple(contents[id]["evidence"]))
        for id, each in written.items()
        if id in contents
    ]
