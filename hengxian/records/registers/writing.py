"""Writing in the registers: one row, many rows in one request, and revising; each is one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import amend_many, create_many
from hengxian.kernel.refusals import NotNow, Stale
from hengxian.records.clocks import months_after
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.parameters import require
from hengxian.records.registers.book import Book, check_apart, check_writer
from hengxian.records.registers.computing import typed_columns
from hengxian.records.registers.fitting import Fit, Line, fit_lines
from hengxian.records.registers.hands import check_by_hand, check_hands, check_lock
from hengxian.records.registers.reading import rows
from hengxian.records.registers.subjects import name_of
from hengxian.records.registers.values import CHINA

Change = tuple[RegisterRow, int | None, dict[str, Any]]


@dataclass(frozen=True)
class Written:
    """What a request did: rows made, rows changed, and rows that already said the same."""

    made: list[RegisterRow] = field(default_factory=list)
    changed: list[RegisterRow] = field(default_factory=list)
    kept: list[RegisterRow] = field(default_factory=list)


def write(
    book: Book,
    facts: Mapping[str, object],
    *,
    by: Actor,
    at: datetime,
    subject: str = "",
    evidence: Sequence[str] = (),
    owner: int | None = None,
    reason: str = "",
    by_act: bool = False,
) -> RegisterRow:
    """Add a row. Raises NotAllowed, NotNow (wrong state, or the subject has its row), or Unfit.

    `by_act`: an act leaves it there, with values that no hand may choose.
    """
    line = Line(facts, subject, tuple(evidence), None, owner)
    return write_many(book, [line], by=by, at=at, reason=reason, settle=_refuse_twin, by_act=by_act).made[0]


@transaction.atomic
def enter(
    book: Book,
    facts: Mapping[str, object],
    *,
    by: Actor,
    at: datetime,
    subject: str = "",
    evidence: Sequence[str] = (),
) -> RegisterRow:
    """Add the row that an act leaves behind, in a register in which nobody writes by hand. Raises Unfit.

    Whether the person may do the act has been asked by its lifecycle.
    """
    hold_chain()
    fits = fit_lines(book, [Line(facts, subject, tuple(evidence))], by=by, at=at)
    return create_many(_new_rows(book, fits, by, at), by=by, at=at)[0]


def revise(
    book: Book,
    row: RegisterRow,
    facts: Mapping[str, object],
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
    evidence: Sequence[str] | None = None,
    reason: str = "",
    by_act: bool = False,
) -> RegisterRow:
    """Change columns of a row; those not named stay as they are, the old values stay in the journal.

    `by_act`: the act that left the row there changes it; a lock holds hands off, not the act.
    Raises NotAllowed, NotNow (a register that only grows), Stale, or Unfit.
    """
    _check_belongs(book, row)
    kept = tuple(row.evidence if evidence is None else evidence)
    line = Line(
        {**typed_columns(book.table, row.data), **facts},
        row.subject,
        kept,
        row.version if version is None else version,
    )
    with transaction.atomic():
        hold_chain()
        check_writer(book, by)
        _require_parameters(book, at)
        [fit] = fit_lines(book, [line], by=by, at=at)
        change = (row, line.version, _columns(book, fit, at))
        _amend(book, [change], by=by, at=at, reason=reason, by_act=by_act)
    return row


@transaction.atomic
def write_many(
    book: Book,
    lines: Sequence[Line],
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    settle: Callable[[Book, RegisterRow, Fit], None] | None = None,
    by_act: bool = False,
) -> Written:
    """Write a whole sheet, all lines or none: new subjects get rows, known ones are revised by their version.

    A line that says what its row already says changes nothing. The number of statements does not grow with
    the number of new rows. Raises NotAllowed, NotNow, Stale (a row changed since it was seen), or Unfit with every
    fault of every line.
    """
    hold_chain()
    check_writer(book, by)
    _require_parameters(book, at)
    fits = fit_lines(book, lines, by=by, at=at)
    known = {row.slot: row for row in _rows(book).filter(slot__in=[fit.slot for fit in fits if fit.slot])}
    written, changes, new = Written(), [], []
    for fit in fits:
        row = known.get(fit.slot) if fit.slot else None
        if row is None:
            new.append(fit)
        elif _says_the_same(row, fit) and settle is None:
            written.kept.append(row)
        else:
            (settle or _refuse_unseen)(book, row, fit)
            changes.append((row, fit.line.version, _columns(book, fit, at)))
    for fit in new if not by_act else ():
        check_by_hand(book, {}, fit.values)
    written.changed.extend(_amend(book, changes, by=by, at=at, reason=reason))
    written.made.extend(create_many(_new_rows(book, new, by, at), by=by, at=at, reason=reason))
    return written


def _refuse_twin(book: Book, row: RegisterRow, fit: Fit) -> None:
    about = name_of(book.table, fit.subject, book.pack)
    raise NotNow(
        f"《{book.table.title}》已有“{about}”的记录（第 {row.number} 号），请在原记录上修改", book.clause
    )


def _refuse_unseen(book: Book, row: RegisterRow, fit: Fit) -> None:
    if fit.line.version is None:
        about = name_of(book.table, fit.subject, book.pack)
        raise Stale(f"《{book.table.title}》中“{about}”已有记录（第 {row.number} 号），您所见的不是最新内容")


def _says_the_same(row: RegisterRow, fit: Fit) -> bool:
    return bool(row.data == fit.values and row.evidence == list(fit.line.evidence))


def _columns(book: Book, fit: Fit, at: datetime) -> dict[str, Any]:
    owner = {} if fit.line.owner is None else {"owner": fit.line.owner}
    shape = {"data": fit.values, "evidence": list(fit.line.evidence), "shape": book.shape}
    return shape | owner | {"review_on": _review_on(book, at)}


def _amend(
    book: Book, changes: list[Change], *, by: Actor, at: datetime, reason: str, by_act: bool = False
) -> list[RegisterRow]:
    for row, _, _ in changes:
        if row.append_only:
            raise NotNow(f"《{book.table.title}》只能增加，不能修改；更正请另写一条并说明", book.clause)
        check_apart(book, by, row.subject, row.data, row.written_by)
    for row, _, columns in changes:
        if not by_act:
            check_lock(book, row.data, columns["data"], (row.evidence, columns["evidence"]))
            check_by_hand(book, row.data, columns["data"])
        check_hands(book, by, row.data, columns["data"], row.written_by)
    return list(amend_many(changes, by=by, at=at, reason=reason)) if changes else []


def _new_rows(book: Book, fits: Sequence[Fit], by: Actor, at: datetime) -> list[RegisterRow]:
    for fit in fits:
        check_hands(book, by, {}, fit.values, by.person)
    last = (_rows(book).aggregate(last=Max("number"))["last"] or 0) if fits else 0
    return [
        RegisterRow(
            register=book.table.id,
            bound=book.bound,
            subject=fit.subject,
            slot=fit.slot,
            number=number,
            append_only=book.table.append_only,
            written_at=at,
            written_by=by.person,
            **({"owner": by.person} | _columns(book, fit, at)),
        )
        for number, fit in enumerate(fits, start=last + 1)
    ]


def _require_parameters(book: Book, at: datetime) -> None:
    for name in book.table.parameters:
        require(name, at, pack=book.pack)


def _review_on(book: Book, at: datetime) -> date | None:
    if book.table.review is None:
        return None
    return months_after(at.astimezone(CHINA).date(), book.table.review)


def _rows(book: Book) -> QuerySet[RegisterRow]:
    return rows(book.table.id, book.bound)


def _check_belongs(book: Book, row: RegisterRow) -> None:
    if (row.register, row.bound) != (book.table.id, book.bound):
        raise ValueError(f"{row} does not stand in {book.table.id} of {book.bound}")


__all__ = ["Line", "Written", "enter", "revise", "write", "write_many"]
