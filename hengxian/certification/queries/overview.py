"""The head's view of the body: open work by step, late limits, overrides, complaints, what is not on file (A-21)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from hengxian.certification import reminding
from hengxian.certification.models import Complaint
from hengxian.certification.queries.ages import open_applications, open_cases
from hengxian.certification.telling_public import lacking
from hengxian.kernel.lifecycle import Move
from hengxian.records.clocks import local_day
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.reading import to_review
from hengxian.records.reminders.computing import DueThing

DONE_WITH = ("已答复", "不予受理")
# Registers in which somebody decided that something may go on although a rule of ours stood against it.
OVERRIDES = {
    "edition_overrides": "规则版次之外办理",
    "tie_rulings": "利益关系裁定",
    "edition_moves": "改用规则版次",
}


@dataclass(frozen=True)
class Late:
    """A limit that has passed: the reminder's event, what it is about, and by how many days."""

    thing: DueThing
    days: int


def cases_by_step() -> list[tuple[str, int]]:
    """Open cases by status, in the order of the lifecycle."""
    return _counted(open_cases().values_list("status", flat=True), _order(open_cases().model.lifecycle))


def applications_by_step() -> list[tuple[str, int]]:
    """Applications in hand by status."""
    return _counted(
        open_applications().values_list("status", flat=True), _order(open_applications().model.lifecycle)
    )


def open_complaints() -> int:
    """Complaints with no answer yet."""
    return Complaint.objects.exclude(status__in=DONE_WITH).count()


def late(at: datetime) -> list[Late]:
    """Limits that have passed and are not done, the longest first. What is only opened by a day is never late."""
    today = local_day(at)
    passed = [
        Late(thing, (today - thing.due_on).days)
        for thing in reminding.waiting(at)
        if thing.due_on is not None and not thing.is_done and thing.due_on < today
        and thing.event not in reminding.NEVER_LATE
    ]  # fmt: skip
    return sorted(passed, key=lambda each: -each.days)


def overrides() -> list[tuple[str, RegisterRow]]:
    """Every override on record, the newest first."""
    found = RegisterRow._default_manager.filter(register__in=OVERRIDES).order_by("-written_at", "-pk")
    return [(OVERRIDES[row.register], row) for row in found]


def not_on_file(on: date) -> list[str]:
    """What the public or the law expects and is not filled in."""
    return lacking(on)


def reviews_due(on: date) -> list[RegisterRow]:
    """Rows of any register whose yearly review is late."""
    return list(to_review(on))


def _order(lifecycle: Iterable[Move]) -> list[str]:
    states = [state for row in lifecycle for state in (*row.sources, *row.targets)]
    return list(dict.fromkeys(state.status for state in states))


def _counted(statuses: Iterable[str], order: list[str]) -> list[tuple[str, int]]:
    counts = Counter(statuses)
    return [(status, counts[status]) for status in order if counts[status]]
