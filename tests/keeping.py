"""What many tests begin with is built once by the real acts; it is kept, and put back for the next test.

Every test still has a database of its own, in whatever transaction its fixture opened. A world (`kept`) is put back
into a database in which nothing was entered yet; a stage of a story (`stage`) wherever every row, every file, the
rule, the settings and all it is asked with are what they were when it was built. Anywhere else both are built as if
never kept. Patches of the product are not looked at: who patches what a stage is built by does so after it.
"""

from collections import defaultdict, deque
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction

from hengxian.records.edition import pack
from hengxian.standard.model.pack import Pack
from tests.kept_files import FOLDERS, Files, are_own, files, put_files

T = TypeVar("T")
W = TypeVar("W")
P = ParamSpec("P")
Row = tuple[object, ...]
Table = dict[object, Row]  # by primary key
Changed = tuple[
    str, list[str], list[Row], list[object]
]  # key, columns, rows that came or changed, keys of those that changed or went
Hung = list[tuple[Callable[[], object], bool]]  # what waits for the commit, and whether it may fail
SIMPLE = (str, int, bool, float, type(None))
STAGES = 6  # of one builder, after one last entry in the journal


@dataclass(frozen=True)
class Kept:
    """What building changed: rows by table, files by place; what it hung on the transaction, what it gave."""

    made: Any
    rows: dict[str, Changed]
    files: Files
    hung: Hung


@dataclass(frozen=True)
class Ground:
    """All that a stage is built from."""

    rows: dict[str, Table]
    files: Files
    rule: Pack
    site: dict[str, object]
    asked: Any


def kept(build: Callable[[], T]) -> Callable[[], T]:
    """The builder of a world, which from the second time on only puts it back. It keeps rows, and no files."""
    known: list[Kept] = []

    @wraps(build)
    def built() -> T:
        if _head()[0] != 0:
            return build()
        if not known:
            before = _rows()
            made = build()
            known.append(Kept(deepcopy(made), _difference(before, _rows()), {}, []))
            return made
        _put_back(known[0])
        return deepcopy(known[0].made)  # type: ignore[no-any-return]

    return built


def stage(build: Callable[Concatenate[W, P], T]) -> Callable[Concatenate[W, P], T]:
    """The builder of a stage, which moves its world on. It keeps what it was asked in plain words only.

    A record given to it belongs to its caller, and could not be put back.
    """
    known: dict[object, deque[tuple[Ground, Kept]]] = defaultdict(lambda: deque(maxlen=STAGES))

    @wraps(build)
    def built(world: W, *said: P.args, **named: P.kwargs) -> T:
        if not are_own() or not all(isinstance(each, SIMPLE) for each in (*said, *named.values())):
            return build(world, *said, **named)
        alike, asked = known[_head()], (world, said, named)
        ground = Ground(_rows(), files(), pack(), _site(), asked)
        for before, stood in alike:
            if before == ground:
                return _return_to(stood, world)
        ground, hooks = replace(ground, asked=deepcopy(asked)), len(connection.run_on_commit)
        made = build(world, *said, **named)
        hung = [(call, robust) for _, call, robust in connection.run_on_commit[hooks:]]
        changed = _difference(ground.rows, _rows())
        come = {place: file for place, file in files().items() if ground.files.get(place) != file}
        alike.append((ground, Kept(deepcopy((world, made)), changed, come, hung)))
        return made

    return built


def _return_to(stood: Kept, world: Any) -> Any:
    _put_back(stood)
    put_files(stood.files)
    for call, robust in stood.hung:
        transaction.on_commit(call, robust=robust)
    moved, made = deepcopy(stood.made)
    vars(world).update(vars(moved))
    return made


def _site() -> dict[str, object]:
    """What the site was told, but for where its folders are."""
    said = {name for name in dir(settings) if name.startswith("HENGXIAN_")} - {
        *FOLDERS,
        "HENGXIAN_SIGNING_KEY",
    }
    return {name: getattr(settings, name) for name in said}


def _head() -> Row:
    """Where the journal ends: two databases that differ seldom end alike."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequence, digest FROM journal_chainhead")
        return tuple(cursor.fetchone())


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
        replaced = [each for each in before[table] if each in rows or each not in after[table]]
        if rows or replaced:
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
