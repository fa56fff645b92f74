"""Which registers and reminders belong to a site: the body keeps those of part A, a hotline those of B and D (G-17)."""

from hengxian.standard.model.pack import Pack
from hengxian.standard.model.registers import RegisterTable
from hengxian.standard.model.reminders import Reminder

PARTS = {"body": frozenset("A"), "hotline": frozenset("BD")}


def of_site(pack: Pack, site: str) -> tuple[RegisterTable, ...]:
    """The registers kept at a site (`body`, `hotline`), in the order of the pack; none at any other."""
    parts = PARTS.get(site, frozenset())
    return tuple(table for table in pack.registers if table.part in parts)


def belongs_to(table: RegisterTable, site: str) -> bool:
    """Whether the register is kept at that site."""
    return table.part in PARTS.get(site, frozenset())


def reminders_of_site(pack: Pack, site: str) -> tuple[Reminder, ...]:
    """The reminders told at a site; those that name no part are the body's."""
    parts = PARTS.get(site, frozenset())
    return tuple(reminder for reminder in pack.reminders if (reminder.part or "A") in parts)
