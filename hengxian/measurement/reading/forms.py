"""How one column of one file becomes values: the SQL of its steps, and of the sign that a text gave none.

The steps are nested SELECTs: text ("c~"), the same spelled out, local time ("c~l") and instant ("c~i"),
value ("c"), so that none is written, or done, twice. What a file's own types rule out is not asked of its rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hengxian.measurement.reading.description import TableDescription
from hengxian.measurement.reading.sources import Header
from hengxian.measurement.reading.values import empty_words, named, quoted, text_sql, time_sql, value_sql
from hengxian.measurement.tables import Column, Kind, Table

_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")


@dataclass(frozen=True)
class Form:
    """A column as this file writes it: SQL by step.

    `missing` tells a row without a text, `bad` one whose text gives no value: None where that cannot be.
    `spelled` is the text spelled out, where a time may have been written in another way.
    """

    column: Column
    text: str
    value: str
    bad: str | None
    missing: str
    moments: Mapping[str, str] = field(default_factory=dict)
    spelled: str | None = None


def sql_type(column: Column) -> str:
    """The type of a column's values: instants in microseconds, a choice as one byte."""
    if column.kind is Kind.CHOICE:
        return f"ENUM ({', '.join(quoted(choice) for choice in column.choices)})"
    return {Kind.TIME: "BIGINT", Kind.FLAG: "BOOLEAN", Kind.ROUNDS: "BIGINT"}.get(column.kind, "VARCHAR")


def forms(table: Table, told: TableDescription, header: Header) -> list[Form]:
    """The contract's columns this file fills, each with its form."""
    return [_form(column, told, header) for column in present(table, told, header)]


def present(table: Table, told: TableDescription, header: Header) -> list[Column]:
    """The contract's columns this file fills."""
    return [column for column in table.columns if any(s in header.texts for s in told.sources(column.name))]


def _form(column: Column, told: TableDescription, header: Header) -> Form:
    name = column.name
    if not _is_plain(column, told):
        return _written(column, text_sql(column, told, header.texts), told.times.get(name))
    source = told.sources(name)[0]
    kind = header.types.get(source, "")
    match column.kind:
        case Kind.TIME if kind.startswith("TIMESTAMP"):
            return _typed_time(column, named(source), kind, header.shifts.get(source))
        case Kind.FLAG if kind == "BOOLEAN":
            return Form(column, named(source), f'"{name}~"', None, _missing(name))
        case Kind.ROUNDS if kind in _INTEGERS:
            value = f'CASE WHEN "{name}~" >= 1 THEN CAST("{name}~" AS BIGINT) END'
            return Form(column, named(source), value, _bad(name), _missing(name))
        case Kind.CHOICE if kind == "VARCHAR":
            return _typed_choice(column, named(source))
    return _written(column, text_sql(column, told, header.texts), told.times.get(name))


def _is_plain(column: Column, told: TableDescription) -> bool:
    """Whether dataset.toml says nothing of the column but, perhaps, its name."""
    sources = told.sources(column.name)
    is_mapped = len(sources) > 1 or column.name in told.times or column.name in told.values
    return not is_mapped and not empty_words(sources[0], column, told)


def _bad(name: str) -> str:
    return f'("{name}~" IS NOT NULL AND "{name}" IS NULL)'


def _missing(name: str) -> str:
    return f'"{name}~" IS NULL'


def _written(column: Column, text: str, form: str | None) -> Form:
    name = column.name
    if column.kind is not Kind.TIME:
        can_fail = column.kind in (Kind.FLAG, Kind.CHOICE, Kind.ROUNDS)
        value = value_sql(column, f'"{name}~"')
        return Form(column, text, value, _bad(name) if can_fail else None, _missing(name))
    local, instant = time_sql(f'"{name}~"', form)
    moments = {mark: sql for mark, sql in (("l", local), ("i", instant)) if sql}
    known = [f'"{name}~i"'] * bool(instant) + [f'from_local("{name}~l")'] * bool(local)
    spelled = None if form else f'extended("{name}~")'
    return Form(column, text, f"coalesce({', '.join(known)})", _bad(name), _missing(name), moments, spelled)


def _typed_time(column: Column, source: str, kind: str, shift: int | None) -> Form:
    """A timestamp; where its shift is known the file's least and greatest have been looked at already."""
    name = column.name
    if kind == "TIMESTAMP WITH TIME ZONE":
        value = f'epoch_us("{name}~")'
        return Form(column, source, value, _bad(name) if shift is None else None, _missing(name))
    local = f'epoch_us(CAST("{name}~" AS TIMESTAMP))'
    if shift is not None:
        return Form(column, source, f"{local} - ({shift})", None, _missing(name))
    return Form(column, source, f'from_local("{name}~l")', _bad(name), _missing(name), {"l": local})


def _typed_choice(column: Column, source: str) -> Form:
    """Words as they are; only those that are no choice are trimmed and tried again."""
    name, kind = column.name, sql_type(column)
    value = f'coalesce(TRY_CAST("{name}~" AS {kind}), TRY_CAST(filled("{name}~") AS {kind}))'
    bad, missing = (
        f'CASE WHEN "{name}" IS NULL THEN filled("{name}~") IS {sign} ELSE false END'
        for sign in ("NOT NULL", "NULL")
    )
    return Form(column, source, value, bad, missing)
