"""A world that many tests begin with is built once by the real acts; its rows are kept, and put back for the next test.

Only rows are kept, so every test still has a database of its own, in whatever transaction its fixture opened.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

T = TypeVar("T")
Row = tuple[object, ...]
Table = dict[object, Row]  # by primary key
Changed = tuple[
    str, list[str], list[Row], list[object]
]  # key, columns, rows that came or changed, keys of the latter


@dataclass(frozen=True)
class Kept:
    """What building changed, by table."""

    made: object
    rows: dict[str, Changed]


def kept(build: Callable[[], T]) -> Callable[[], T]:
    """The builder of a world, which from the second time on only puts its rows back.

    It does so in a database in which nothing was entered yet; in any other it builds as before.
    """
    known: list[Kept] = []

    @wraps(build)
    def built() -> T:
        if not _is_untouched():
            return build()
        if not known:
            before = _rows()
            made = build()
            known.append(Kept(deepcopy(made), _difference(before, _rows())))
            return made
        _put_back(known[0])
        return deepcopy(known[0].made)  # type: ignore[return-value]

    return built


def _is_untouched() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequence FROM journal_chainhead")
        return [sequence for (sequence,) in cursor.fetchall()] == [0]


def _tables() -> dict[str, tuple[str, list[str]]]:
    """Primary key and columns of every table that there is."""
    there = set(connection.introspection.table_names())
    return {
        meta.db_table: (str(meta.pk.column), [str(field.column) for field in meta.local_concrete_fields])
        for meta in (model._meta for model in apps.get_models(include_auto_created=True))
        if meta.db_table in there and not meta.proxy
    }


def _rows() -> dict[str, Table]:
    found: dict[str, Table] = {}
    with connection.cursor() as cursor:
        for table, (key, columns) in _tables().items():
            cursor.execute(f'SELECT {_listed(columns)} FROM "{table}"')
            place = columns.index(key)
            found[table] = {row[place]: tuple(row) for row in cursor.fetchall()}
    return found


def _difference(before: dict[str, Table], after: dict[str, Table]) -> dict[str, Changed]:
    changed = {}
    for table, (key, columns) in _tables().items():
        rows = {each: row for each, row in after[table].items() if before[table].get(each) != row}
        if rows:
            replaced = [each for each in rows if each in before[table]]
            changed[table] = (key, columns, list(rows.values()), replaced)
    return changed


def _put_back(world: Kept) -> None:
    with transaction.atomic(), connection.cursor() as cursor:  # foreign keys are asked at its end
        for table, (key, columns, rows, replaced) in world.rows.items():
            for each in replaced:
                cursor.execute(f'DELETE FROM "{table}" WHERE "{key}" = %s', [each])
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({_listed(columns)}) VALUES ({places})', rows)
        models = [model for model in apps.get_models() if model._meta.db_table in world.rows]
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _listed(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
