"""Which rows of a register are in force on a day, where a newer version takes the place of an older one."""

from collections.abc import Sequence
from datetime import date

from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.book import Book
from hengxian.records.registers.reading import rows as rows_in
from hengxian.records.registers.values import option_of
from hengxian.standard.model.registers import Effect, RegisterTable

IN_FORCE, TO_COME, REPLACED, ENDED, DRAFT = "现行", "未生效", "已被代替", "已失效", "未批准"


def in_force(book: Book, on: date, rows: Sequence[RegisterRow] | None = None) -> list[RegisterRow]:
    """The rows in force on that day, one of each subject; all rows where the register knows no versions."""
    known = list(rows_in(book.table.id, book.bound)) if rows is None else list(rows)
    return only_in_force(book.table, known, on)


def only_in_force(table: RegisterTable, rows: Sequence[RegisterRow], on: date) -> list[RegisterRow]:
    """Of these rows those in force on that day; all of them where the register knows no versions."""
    words = standings(table, rows, on)
    return [row for row in rows if words.get(row.pk, IN_FORCE) == IN_FORCE]


def standings(table: RegisterTable, rows: Sequence[RegisterRow], on: date) -> dict[int, str]:
    """How each version stands on that day, by row: 现行, 未生效, 已被代替, 已失效 or 未批准; empty without versions."""
    effect = table.effect
    if effect is None:
        return {}
    begun: dict[str, RegisterRow] = {}
    for row in rows:
        if _begins(effect, row, on) and _start(effect, row) >= _start(effect, begun.get(row.subject, row)):
            begun[row.subject] = row
    return {row.pk: _word(effect, row, on, begun.get(row.subject)) for row in rows}


def _word(effect: Effect, row: RegisterRow, on: date, newest: RegisterRow | None) -> str:
    if not _is_ready(effect, row):
        return DRAFT
    if not _begins(effect, row, on):
        return TO_COME
    if newest is not None and newest.pk != row.pk:
        return REPLACED
    end = row.data.get(effect.ends) if effect.ends else None
    return ENDED if end and end < on.isoformat() else IN_FORCE


def _begins(effect: Effect, row: RegisterRow, on: date) -> bool:
    return _is_ready(effect, row) and _start(effect, row) <= on.isoformat()


def _is_ready(effect: Effect, row: RegisterRow) -> bool:
    when = effect.when
    if not row.data.get(effect.starts):
        return False
    return when is None or (
        when.field in row.data and bool(set(option_of(row.data[when.field])) & set(when.among))
    )


def _start(effect: Effect, row: RegisterRow) -> str:
    return str(row.data[effect.starts])
