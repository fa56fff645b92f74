"""How values of the records are written in a dataset: instants with offset, flags, persons as keyed hashes."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import cache, lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, IntegerField, TextField
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler

from hengxian.hotline.keys import person_key
from hengxian.hotline.models import Hotline
from hengxian.records.clocks import SHANGHAI

# Shanghai's clocks stood otherwise last in the summer of 1991; a fixed offset is told four times as fast.
SETTLED, EIGHT_HOURS = 1992, timezone(timedelta(hours=8))
# dataset.md splits `department` at these; a unit whose own name has one is still one unit.
_SEPARATORS = str.maketrans(dict.fromkeys(",，;；、|", "·"))


def instant(value: datetime | None) -> str:
    """ISO 8601 with the hotline's offset; "" for nothing."""
    if value is None:
        return ""
    return value.astimezone(EIGHT_HOURS if value.year >= SETTLED else SHANGHAI).isoformat()


class Told(Func):
    """What `instant` says of a column, said by the database: a report reads a hundred thousand of them.

    NULL for nothing. The second is told without its fraction, which SQLite would round, and gets it back.
    """

    arity = 1
    output_field = TextField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """The column is text in UTC: a second in nineteen characters, then its fraction if it has one."""
        [column] = self.get_source_expressions()
        sql, given = compiler.compile(column)
        local = f"strftime('%%Y-%%m-%%dT%%H:%%M:%%S', substr({sql}, 1, 19), '+8 hours')"
        return f"{local} || substr({sql}, 20) || '+08:00'", (*given, *given)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """The column is an instant; a fraction is told only where there is one."""
        [column] = self.get_source_expressions()
        sql, given = compiler.compile(column)
        local = f"to_char({sql} AT TIME ZONE INTERVAL '8 hours', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"
        return f"regexp_replace({local}, '[.]0+$', '') || '+08:00'", tuple(given)


class Flagged(Cast):
    """What `flag` says of a column, as a number; NULL for what nobody said.

    It comes as a number, so nothing converts it: a row of which no value is converted costs half.
    """

    def get_db_converters(self, connection: BaseDatabaseWrapper) -> list[Any]:
        """None."""
        return []


def flagged(column: str) -> Flagged:
    """The flag of that name."""
    return Flagged(column, IntegerField())


def flag(value: bool | None) -> str:
    """1, 0, or "" for what nobody said."""
    return "" if value is None else "1" if value else "0"


@lru_cache(maxsize=4096)
def unit(name: str | None) -> str:
    """A unit's name as one name."""
    return (name or "").translate(_SEPARATORS)


def person_of(hotline: Hotline) -> Callable[[int | None], str]:
    """Keyed hashes of the hotline's staff, each made once."""

    @cache
    def keyed(person: int | None) -> str:
        return person_key(hotline, person) if person else ""

    return keyed
