"""What is noticeable about when and where evidence says it was taken, for report and regulator (A-12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from hengxian.certification.models import Case
from hengxian.certification.queries.plan import plan_of
from hengxian.people.models import Person
from hengxian.records.clocks import SHANGHAI
from hengxian.records.edition import pack
from hengxian.records.files.flags import flags
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.models.stored_file import StoredFile
from hengxian.records.registers.reading import rows

# The columns in which a row of the days on site says when and where; no place where the register asks for none.
TAKEN = {
    "opening_meeting": ("held_at", "place"), "document_audit": ("seen_at", ""), "site_checks": ("seen_at", "place"),
    "system_tests": ("tested_at", ""), "interviews": ("held_at", ""), "evaluation_documents": ("seen_at", ""),
    "evaluation_on_site": ("seen_at", "place"), "closing_meeting": ("held_at", "place"),
}  # fmt: skip
ON_SITE = (*TAKEN, "checklist")


@dataclass(frozen=True)
class Flagged:
    """A row or file, who brought it and when, and what is noticeable about it."""

    what: str
    by: str
    received_at: datetime
    sentences: tuple[str, ...]


def flagged(case: Case) -> list[Flagged]:
    """Rows of the days on site and the files they rest on, with their flags, in the order received; none unflagged.

    Planned days are those of the plan; what was taken on another day is told, never refused.
    """
    span = plan_of(case).span
    planned = () if span is None else tuple(_between(*span))
    kept = list(RegisterRow._default_manager.filter(bound=case.story, register__in=ON_SITE).order_by("pk"))
    found = [*_of_rows(kept, planned), *_of_files(kept, planned)]
    return sorted((each for each in found if each.sentences), key=lambda each: each.received_at)


def untold_tests(case: Case) -> QuerySet[RegisterRow]:
    """Mystery contacts that the hotline has not been told of (5.1.2.5)."""
    return rows("mystery_tests", case.story).filter(data__told_on__isnull=True)


def _of_rows(rows: list[RegisterRow], planned: tuple[date, ...]) -> Iterator[Flagged]:
    names = dict(Person.objects.filter(pk__in={row.written_by for row in rows}).values_list("pk", "name"))
    for row in rows:
        if row.register in TAKEN:
            at, place = TAKEN[row.register]
            said = row.data.get(place, "") if place else "不要求"
            told = flags(_moment(row.data.get(at)), said, row.written_at, planned, SHANGHAI)
            what = f"《{pack().register(row.register).title}》第 {row.number} 号"
            yield Flagged(
                what, names.get(row.written_by, ""), row.written_at, tuple(f.sentence for f in told)
            )


def _of_files(rows: list[RegisterRow], planned: tuple[date, ...]) -> Iterator[Flagged]:
    named = {one.partition(":")[2] for row in rows for one in row.evidence if one.startswith("file:")}
    for file in StoredFile._default_manager.filter(pk__in=list(named)).order_by("pk"):
        told = flags(file.claimed_at, file.claimed_place, file.received_at, planned, SHANGHAI)
        yield Flagged(str(file), file.received_by_name, file.received_at, tuple(f.sentence for f in told))


def _between(first: date, last: date) -> Iterator[date]:
    return (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
