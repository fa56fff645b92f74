"""What waits in registers: the rows whose date a reminder watches, done once they are answered or replaced (A-20)."""

from collections.abc import Iterator
from datetime import date

from hengxian.records.edition import pack
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.book import open_book
from hengxian.records.registers.cycles import next_times
from hengxian.records.registers.effect import only_in_force
from hengxian.records.registers.sites import reminders_of_site
from hengxian.records.registers.subjects import name_of
from hengxian.records.registers.values import EMPTY, day_of, typed
from hengxian.records.reminders.computing import DueThing
from hengxian.standard.model.registers import RegisterTable
from hengxian.standard.model.reminders import Reminder


def waiting_in_registers(site: str, on: date, address: str) -> Iterator[DueThing]:
    """Every row that a reminder of the site watches, as seen on a day.

    `address` is the path of a register's page, with {kind}, {pk} and {table}.
    """
    for reminder in reminders_of_site(pack(), site):
        if reminder.register_id is None:
            continue
        table = pack().register(reminder.register_id)
        for bound, rows in _books(table).items():
            kind, _, pk = bound.partition(":")
            link = address.format(kind=kind, pk=pk, table=table.id)
            for name, due_on, is_done in _dates(reminder, table, bound, rows, on):
                yield DueThing(reminder.id, bound, name, due_on, is_done, link)


def _dates(
    reminder: Reminder, table: RegisterTable, bound: str, rows: list[RegisterRow], on: date
) -> Iterator[tuple[str, date | None, bool]]:
    if any(rule.kind == "cycle" and rule.field == reminder.field for rule in table.gaps):
        for coming in next_times(open_book(pack(), table.id, bound), on, rows):
            yield coming.about or table.title, coming.next_on, False
        return
    field = table.field(str(reminder.field))
    for row in only_in_force(table, rows, on):
        is_done = reminder.unless is not None and row.data.get(reminder.unless) not in EMPTY
        about = name_of(table, row.subject, pack()) or f"第 {row.number} 号"
        yield f"《{table.title}》{about}", day_of(typed(field, row.data.get(field.id))), is_done


def _books(table: RegisterTable) -> dict[str, list[RegisterRow]]:
    found: dict[str, list[RegisterRow]] = {}
    for row in RegisterRow._default_manager.filter(register=table.id).order_by("bound", "number"):
        found.setdefault(row.bound, []).append(row)
    return found
