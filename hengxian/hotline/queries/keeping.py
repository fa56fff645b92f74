"""What a hotline's registers hold and lack on a day: its own, and those of the people who work for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hengxian.hotline.models import Hotline, Posting
from hengxian.journal.models import Recorded
from hengxian.people.models import Grant, Person
from hengxian.records.edition import pack
from hengxian.records.models import RegisterRow
from hengxian.records.registers.book import open_book
from hengxian.records.registers.cycles import Next, next_times
from hengxian.records.registers.gaps import Gap, gaps
from hengxian.records.registers.sites import of_site
from hengxian.standard.model.registers import RegisterTable


@dataclass(frozen=True)
class Kept:
    """One register of one record: its rows counted, what is lacking, and when something has to come again."""

    table: RegisterTable
    record: Recorded
    count: int
    gaps: tuple[Gap, ...]
    coming: tuple[Next, ...] = ()


def of_hotline(line: Hotline, on: date) -> list[Kept]:
    """Every register of the hotline, in the order of the pack."""
    rows = _rows([line])
    return [_kept(table, line, rows, on) for table in _tables("hotline")]


def of_people(line: Hotline, on: date) -> Iterator[Kept]:
    """The registers that lack something, of everybody who works for the hotline now; by name."""
    posted = Posting.objects.filter(hotline=line, unit=None, ended_at=None).values("person_id")
    people = list(Person._default_manager.filter(pk__in=posted).order_by("name", "pk"))
    rows, roles = _rows(people), _roles(people)
    for person in people:
        for table in _tables("person"):
            if table.about and not roles.get(person.pk, set()) & {*table.about}:
                continue
            if (kept := _kept(table, person, rows, on)).gaps:
                yield kept


def _kept(
    table: RegisterTable, record: Recorded, rows: dict[tuple[str, str], list[RegisterRow]], on: date
) -> Kept:
    book, mine = open_book(pack(), table.id, record), rows.get((table.id, record.story), [])
    coming = tuple(next_times(book, on, mine)) if mine else ()
    return Kept(table, record, len(mine), tuple(gaps(book, on, rows=mine)), coming)


def _tables(bound: str) -> list[RegisterTable]:
    return [table for table in of_site(pack(), "hotline") if bound in table.bound]


def _rows(records: Sequence[Recorded]) -> dict[tuple[str, str], list[RegisterRow]]:
    found: dict[tuple[str, str], list[RegisterRow]] = {}
    stories = [record.story for record in records]
    for row in RegisterRow._default_manager.filter(bound__in=stories).order_by("number"):
        found.setdefault((row.register, row.bound), []).append(row)
    return found


def _roles(people: Iterable[Person]) -> dict[int, set[str]]:
    held = Grant.objects.filter(account__person__in=list(people), ended_at=None)
    found: dict[int, set[str]] = {}
    for person, role in held.values_list("account__person_id", "role"):
        found.setdefault(person, set()).add(role)
    return found
