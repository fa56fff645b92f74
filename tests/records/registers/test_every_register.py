"""Every register of the pack can be written, read, searched for gaps and exported, and by nobody without a duty."""

from datetime import date

import pytest

import hengxian.hotline.people.figures  # noqa: F401  # what the hotline's registers compute
from hengxian.kernel.refusals import NotAllowed
from hengxian.records.models import RegisterRow
from hengxian.records.registers.book import Book, open_book
from hengxian.records.registers.exporting import as_csv, as_xlsx, columns_for, sheet_of
from hengxian.records.registers.gaps import gaps
from hengxian.records.registers.reading import rows
from hengxian.records.registers.writing import enter, write_many
from hengxian.standard.model.registers import SUBJECT, RegisterTable
from tests.records.registers.books import NOON, PACK, a_full_row, actor, enrolled, stand_behind

pytestmark = pytest.mark.django_db
CONCERNING = [pytest.param(t, id=t.id) for t in PACK.registers if {SUBJECT, *t.fields.ids} & {*t.apart}]
ALL = [pytest.param(table, id=table.id) for table in PACK.registers]


@pytest.fixture(autouse=True)
def _people() -> None:
    enrolled(8, 9)


def book_of(table: RegisterTable) -> Book:
    return open_book(PACK, table.id, f"{table.bound[0]}:9")


@pytest.mark.parametrize("table", ALL)
def test_register_takes_a_full_row_and_gives_it_back(table: RegisterTable):
    book, held = book_of(table), frozenset(table.writes) or frozenset(table.sees)
    person = 9 if table.by_oneself else 8
    writer, line = actor(person, *held), a_full_row(table, person)
    stand_behind(table, book.bound)

    if table.writes:
        [row] = write_many(book, [line], by=writer, at=NOON).made
    else:  # only an act writes in it
        row = enter(book, line.facts, by=writer, at=NOON, subject=line.subject, evidence=line.evidence)

    assert set(row.data) >= set(line.facts)
    assert [each.pk for each in rows(table.id, book.bound)] == [row.pk]
    is_draft = (
        table.effect is not None and table.effect.when is not None
    )  # nothing is in force before it is approved
    lacking = {"missing", "evidence", "review"} | (set() if is_draft else {"empty"})
    assert not {gap.kind for gap in gaps(book, date(2026, 3, 1))} & lacking
    sheet = sheet_of(book, [row], held=held)
    assert set(sheet.columns) >= {field.label for field in columns_for(book, held)}
    assert len(as_csv(sheet).decode("utf-8-sig").splitlines()) == 2
    assert as_xlsx(sheet)[:2] == b"PK"


@pytest.mark.parametrize("table", ALL)
def test_register_is_closed_to_whoever_has_no_duty_in_it(table: RegisterTable):
    with pytest.raises(NotAllowed):
        write_many(book_of(table), [a_full_row(table)], by=actor(8, "audit_administrator"), at=NOON)

    assert not RegisterRow.objects.exists()


@pytest.mark.parametrize("table", CONCERNING)
def test_row_is_not_written_by_whom_it_concerns(table: RegisterTable):
    stand_behind(table, book_of(table).bound)

    with pytest.raises(NotAllowed, match="涉及本人"):
        write_many(book_of(table), [a_full_row(table, 9)], by=actor(9, *table.writes), at=NOON)
