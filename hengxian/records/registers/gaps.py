"""What a register lacks on a day: expired, missing, overdue, uncovered; named kinds of the pack, no expressions."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.book import Book
from hengxian.records.registers.reading import rows as rows_in
from hengxian.records.registers.subjects import name_of, subjects
from hengxian.records.registers.values import CHINA, EMPTY, option_of, typed
from hengxian.standard.model.registers import GapKind, GapRule

TOLD = 5


@dataclass(frozen=True)
class Gap:
    """One thing lacking. `row` and `subject` say where; `is_due` is False for what only comes due soon."""

    kind: GapKind
    sentence: str
    clause: str = ""
    row: int | None = None
    subject: str = ""
    field: str = ""
    is_due: bool = True

    def __str__(self) -> str:
        return f"{self.sentence}（{self.clause}）" if self.clause else self.sentence


def gaps(
    book: Book, on: date, *, subjects: Sequence[str] | None = None, rows: Sequence[RegisterRow] | None = None
) -> list[Gap]:
    """Every gap of the book on that day, in the order of its rules; none when it holds all it should.

    `subjects` narrows what must be covered (a partial surveillance); `rows` spares the statement where they
    are at hand.
    """
    known = list(rows_in(book.table.id, book.bound)) if rows is None else list(rows)
    at = _Day(book, on, known, None if subjects is None else tuple(subjects))
    return [gap for rule in book.table.gaps for gap in _FINDERS[rule.kind](at, rule)]


def told(found: Sequence[Gap]) -> str:
    """Some gaps as one sentence, for a refusal; empty where there is none."""
    more = f"；等 {len(found)} 处" if len(found) > TOLD else ""
    return "；".join(map(str, found[:TOLD])) + more


@dataclass(frozen=True)
class _Day:
    book: Book
    on: date
    rows: list[RegisterRow]
    subjects: tuple[str, ...] | None

    def where(self, row: RegisterRow) -> str:
        about = (
            name_of(self.book.table, row.subject, self.book.pack) if row.subject else f"第 {row.number} 号"
        )
        return f"《{self.book.table.title}》{about}"

    def gap(self, rule: GapRule, sentence: str, row: RegisterRow | None = None, **more: Any) -> Gap:
        place = {} if row is None else {"row": row.pk, "subject": row.subject}
        return Gap(rule.kind, sentence, rule.clause or "", field=rule.field or "", **{**place, **more})

    def cells(self, rule: GapRule) -> Iterator[tuple[RegisterRow, str, Any]]:
        field = self.book.table.field(str(rule.field))
        return ((row, field.label, typed(field, row.data.get(field.id))) for row in self.rows)


def _expired(at: _Day, rule: GapRule) -> Iterator[Gap]:
    ahead = at.on + timedelta(days=rule.number or 0)
    for row, label, value in at.cells(rule):
        day = value.astimezone(CHINA).date() if isinstance(value, datetime) else value
        if day is None or day > ahead:
            continue
        if day < at.on:
            yield at.gap(rule, f"{at.where(row)}的「{label}」{day.isoformat()} 已过", row)
        else:
            yield at.gap(rule, f"{at.where(row)}的「{label}」{day.isoformat()} 将到", row, is_due=False)


def _missing(at: _Day, rule: GapRule) -> Iterator[Gap]:
    for row, label, value in at.cells(rule):
        if value in EMPTY:
            yield at.gap(rule, f"{at.where(row)}未填「{label}」", row)


def _review(at: _Day, rule: GapRule) -> Iterator[Gap]:
    # A register that only grows is reviewed by adding a row, so that only its newest can be overdue.
    looked_at = at.rows[-1:] if at.book.table.append_only else at.rows
    for row in looked_at:
        if row.review_on is not None and row.review_on < at.on:
            yield at.gap(rule, f"{at.where(row)}应于 {row.review_on.isoformat()} 前复核", row)


def _evidence(at: _Day, rule: GapRule) -> Iterator[Gap]:
    wanted = at.book.table.evidence.at_least if at.book.table.evidence else 0
    for row in at.rows:
        if len(row.evidence) < wanted:
            yield at.gap(rule, f"{at.where(row)}应附证据 {wanted} 件，现有 {len(row.evidence)} 件", row)


def _empty(at: _Day, rule: GapRule) -> Iterator[Gap]:
    if not at.rows:
        yield at.gap(rule, f"《{at.book.table.title}》没有记录")


def _uncovered(at: _Day, rule: GapRule) -> Iterator[Gap]:
    table, pack = at.book.table, at.book.pack
    known = subjects(table, pack)
    written = {row.subject for row in at.rows}
    for subject in at.subjects if at.subjects is not None else known:
        if subject not in written:
            about = name_of(table, subject, pack)
            yield at.gap(rule, f"《{table.title}》缺“{about}”", subject=subject)


def _each_of(at: _Day, rule: GapRule) -> Iterator[Gap]:
    field = at.book.table.field(str(rule.field))
    found = {one for row in at.rows if field.id in row.data for one in option_of(row.data[field.id])}
    for wanted in rule.among or field.options:
        if wanted not in found:
            yield at.gap(rule, f"《{at.book.table.title}》缺「{field.label}」为“{wanted}”的记录")


def _at_least(at: _Day, rule: GapRule) -> Iterator[Gap]:
    wanted = rule.number or 0
    if len(at.rows) < wanted:
        yield at.gap(rule, f"《{at.book.table.title}》应有 {wanted} 条以上，现有 {len(at.rows)} 条")


def _open(at: _Day, rule: GapRule) -> Iterator[Gap]:
    field = at.book.table.field(str(rule.field))
    for row in at.rows:
        standing = option_of(row.data[field.id]) if field.id in row.data else ()
        for value in standing:
            if value in rule.among:
                yield at.gap(rule, f"{at.where(row)}的「{field.label}」为“{value}”", row)


def _below(at: _Day, rule: GapRule) -> Iterator[Gap]:
    limit = at.book.pack.limits[str(rule.limit)]
    for row, label, value in at.cells(rule):
        if value is not None and Decimal(value) < limit.number:
            yield at.gap(rule, f"{at.where(row)}的「{label}」为 {value}，规则为 {limit.printed}", row)


_FINDERS: dict[GapKind, Callable[[_Day, GapRule], Iterator[Gap]]] = {
    "expires": _expired,
    "missing": _missing,
    "review": _review,
    "evidence": _evidence,
    "empty": _empty,
    "uncovered": _uncovered,
    "each_of": _each_of,
    "at_least": _at_least,
    "open": _open,
    "below": _below,
}
