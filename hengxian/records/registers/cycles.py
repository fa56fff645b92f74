"""What has to come again: when the next publication, review or evaluation is due, by the gap rules of kind `cycle`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hengxian.records.clocks import months_after
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.parameters import value_of
from hengxian.records.registers.book import Book
from hengxian.records.registers.effect import in_force
from hengxian.records.registers.values import day_of, typed
from hengxian.standard.model.pack import Pack
from hengxian.standard.model.registers import GapRule, RegisterTable


@dataclass(frozen=True)
class Next:
    """When something was last done, and the day by which it is due again; `about` is its subject, if it has one."""

    about: str
    last_on: date
    next_on: date
    row: RegisterRow


def next_times(book: Book, on: date, rows: Sequence[RegisterRow] | None = None) -> Iterator[Next]:
    """What is due again and when, as seen on a day; nothing for a cycle whose parameter is unset.

    `rows` spares the statement where the register's rows are at hand.
    """
    known = in_force(book, on, rows)
    for rule in book.table.gaps:
        months = cycle_months(rule, on, book.pack) if rule.kind == "cycle" else None
        if months is not None:
            for about, (day, row) in newest_days(book.table, rule, known).items():
                yield Next(about, day, months_after(day, months), row)


def cycle_months(rule: GapRule, on: date, pack: Pack) -> int | None:
    """The length of the cycle in force on a day; None while its parameter is unset."""
    if rule.parameter is None:
        return rule.number
    setting = value_of(rule.parameter, on, pack=pack)
    return None if setting is None else int(setting.value)


def newest_days(
    table: RegisterTable, rule: GapRule, rows: Sequence[RegisterRow]
) -> dict[str, tuple[date, RegisterRow]]:
    """The newest day in the rule's column, by subject where rows are about given things; keys are occasions."""
    field = table.field(str(rule.field))
    is_apart = table.subject is not None and table.subject.kind != "key"
    found: dict[str, tuple[date, RegisterRow]] = {}
    for row in rows:
        day = day_of(typed(field, row.data.get(field.id)))
        about = row.subject if is_apart else ""
        if day is not None and day >= found.get(about, (date.min, row))[0]:
            found[about] = (day, row)
    return found
