"""What a register lacks on a day: expired, missing, overdue, uncovered; named kinds of the pack, no expressions."""

from collections.abc import Sequence
from datetime import date

from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.book import Book
from hengxian.records.registers.effect import ENDED, IN_FORCE, standings
from hengxian.records.registers.finders import FINDERS
from hengxian.records.registers.gap import Day, Gap
from hengxian.records.registers.reading import rows as rows_in

TOLD = 5


def gaps(
    book: Book, on: date, *, subjects: Sequence[str] | None = None, rows: Sequence[RegisterRow] | None = None
) -> list[Gap]:
    """Every gap of the book on that day, in the order of its rules; none when it holds all it should.

    `subjects` narrows what must be covered (a partial surveillance); `rows` spares the statement where they
    are at hand.
    """
    known = list(rows_in(book.table.id, book.bound)) if rows is None else list(rows)
    words = standings(book.table, known, on)
    counted = [row for row in known if words.get(row.pk, IN_FORCE) == IN_FORCE]
    ended = [row for row in known if words.get(row.pk) == ENDED]
    at = Day(book, on, counted, ended, None if subjects is None else tuple(subjects))
    return [gap for rule in book.table.gaps for gap in FINDERS[rule.kind](at, rule)]


def told(found: Sequence[Gap]) -> str:
    """Some gaps as one sentence, for a refusal; empty where there is none."""
    more = f"；等 {len(found)} 处" if len(found) > TOLD else ""
    return "；".join(map(str, found[:TOLD])) + more


__all__ = ["Gap", "gaps", "told"]
