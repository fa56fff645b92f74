"""How long ago something was last done, by the newest date in a column."""

from datetime import date

from hengxian.records.edition import pack
from hengxian.records.registers.reading import rows
from hengxian.records.registers.values import day_of, typed


def age_in_days(register: str, bound: str, field: str, on: date) -> int | None:
    """Days since the newest date or instant in that column, None where there is none: no data is not zero.

    KeyError for a register or column that the rule pack does not have.
    """
    column = pack().register(register).field(field)
    days = (day_of(typed(column, row.data.get(field))) for row in rows(register, bound))
    newest = max((day for day in days if day is not None and day <= on), default=None)
    return None if newest is None else (on - newest).days
