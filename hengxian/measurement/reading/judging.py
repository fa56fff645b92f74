"""One SELECT that types a table's columns and judges each row: the reason it is set aside, or none."""

from hengxian.measurement.reading.description import TableDescription
from hengxian.measurement.reading.sources import Header
from hengxian.measurement.reading.values import empty_words, named, quoted, text_sql, time_sql, value_sql
from hengxian.measurement.tables import Column, Kind, Table

ROW_REASONS = ("bad_row", "missing_key", "missing_time", "bad_time", "unknown_value", "impossible_order")
REASONS = (*ROW_REASONS, "duplicate_row", "conflicting_key")
_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
LINES_A_FILE = 1 << 40  # ord = file number × this + line: one number that sorts rows in file order


def sql_type(column: Column) -> str:
    """The type of a column's values: instants in microseconds, a choice as one byte."""
    if column.kind is Kind.CHOICE:
        return f"ENUM ({', '.join(quoted(choice) for choice in column.choices)})"
    return {Kind.TIME: "BIGINT", Kind.FLAG: "BOOLEAN", Kind.ROUNDS: "BIGINT"}.get(column.kind, "VARCHAR")


def present(table: Table, told: TableDescription, header: Header) -> list[Column]:
    """The contract's columns this file fills."""
    return [column for column in table.columns if any(s in header.texts for s in told.sources(column.name))]


def judged_sql(table: Table, told: TableDescription, header: Header, relation: str, number: int) -> str:
    """SELECT ord, reason, content and every present column of the file.

    `content` is a hash over all the contract's columns, so that equal rows are found without keeping
    columns no figure reads; `reason` is the first of ROW_REASONS that holds, or NULL. Text ("c~"), local
    time ("c~l"), instant ("c~i") and value ("c") are steps of their own, so that none is written twice.
    """
    columns = present(table, told, header)
    texts, moments, values = [], [], []
    for column in columns:
        name = column.name
        native = _native(column, told, header)
        text = native or text_sql(column, told, header.texts)
        is_free = column.kind is Kind.TIME and not native and name not in told.times
        texts.append(f'{f"extended({text})" if is_free else text} AS "{name}~"')
        if column.kind is Kind.TIME:
            kind = header.types.get(told.sources(name)[0], "") if native else ""
            local, instant = _moment(f'"{name}~"', kind, told.times.get(name))
            moments += [f'{sql} AS "{name}~{mark}"' for sql, mark in ((local, "l"), (instant, "i")) if sql]
            known = [f'"{name}~i"'] * bool(instant) + [f'from_local("{name}~l")'] * bool(local)
            values.append(f'coalesce({", ".join(known)}) AS "{name}"')
        else:
            typed = _native_value(column) if native else value_sql(column, f'"{name}~"')
            values.append(f'{typed} AS "{name}"')
    names = ", ".join(f'"{column.name}"' for column in columns)
    return (
        f"SELECT {number * LINES_A_FILE} + line AS ord, {_reason(table, columns)} AS reason, "
        f"hash({names}) AS content, {names} FROM (SELECT *, {', '.join(values)} FROM ("
        f"SELECT {', '.join(['*', *moments])} FROM (SELECT line, surplus, {', '.join(texts)} FROM {relation})))"
    )


def _native(column: Column, told: TableDescription, header: Header) -> str | None:
    """A typed Parquet column as it is, where dataset.toml says nothing more of it."""
    sources = told.sources(column.name)
    kind = header.types.get(sources[0], "")
    if len(sources) > 1 or column.name in told.times or column.name in told.values:
        return None
    if empty_words(sources[0], column, told):
        return None
    typed = {
        Kind.TIME: kind.startswith("TIMESTAMP"),
        Kind.FLAG: kind == "BOOLEAN",
        Kind.ROUNDS: kind in _INTEGERS,
    }
    return named(sources[0]) if typed.get(column.kind) else None


def _native_value(column: Column) -> str:
    text = f'"{column.name}~"'
    return f"CASE WHEN {text} >= 1 THEN CAST({text} AS BIGINT) END" if column.kind is Kind.ROUNDS else text


def _moment(text: str, kind: str, form: str | None) -> tuple[str | None, str | None]:
    """(local time, instant) of a typed or written time."""
    if kind == "TIMESTAMP WITH TIME ZONE":
        return None, f"epoch_us({text})"
    if kind:
        return f"epoch_us(CAST({text} AS TIMESTAMP))", None
    return time_sql(text, form)


def _reason(table: Table, columns: list[Column]) -> str:
    def missing(column: Column) -> str:
        return f'"{column.name}~" IS NULL'

    def bad(column: Column) -> str:
        return f'("{column.name}~" IS NOT NULL AND "{column.name}" IS NULL)'

    times = [column for column in columns if column.kind is Kind.TIME]
    others = [column for column in columns if column.kind in (Kind.FLAG, Kind.CHOICE, Kind.ROUNDS)]
    required = [column for column in columns if column.required]
    tests = {
        "bad_row": ["surplus"],
        "missing_key": [missing(c) for c in required if c.kind is Kind.KEY],
        "missing_time": [missing(c) for c in required if c.kind is Kind.TIME],
        "bad_time": [bad(c) for c in times],
        "unknown_value": [bad(c) for c in others]
        + [missing(c) for c in required if c.kind not in (Kind.KEY, Kind.TIME)],
        "impossible_order": [f'"{c.name}" < "{table.event}"' for c in times if c.name in table.never_before],
    }
    cases = " ".join(
        f"WHEN {' OR '.join(any_of)} THEN CAST('{reason}' AS reason)"
        for reason, any_of in tests.items()
        if any_of
    )
    return f"CASE {cases} END"
