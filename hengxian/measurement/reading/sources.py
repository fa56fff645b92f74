"""One file as a relation DuckDB can read: their columns as text, or as they are typed in Parquet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import Any

import duckdb
import numpy as np

from hengxian.measurement.asking import one_row
from hengxian.measurement.faults import DatasetFault
from hengxian.measurement.reading.description import FILE_NAME, TableDescription
from hengxian.measurement.reading.folder import DataFile
from hengxian.measurement.reading.texts import Batch, text_batches
from hengxian.measurement.reading.values import named, quoted
from hengxian.measurement.reading.workbooks import workbook_batches
from hengxian.measurement.tables import Table
from hengxian.measurement.zones import ZoneRules

_WHOLE_NUMBERS_IN_A_DOUBLE = 1 << 53


@dataclass(frozen=True)
class Header:
    """The columns a file has, by their names, each with the SQL of its text and its Parquet type (none in text).

    `shifts` are of timestamp columns whose every time is finite and read by one offset of the zone: that
    offset in microseconds, 0 where the times are instants already.
    """

    texts: Mapping[str, str]
    types: Mapping[str, str] = field(default_factory=dict)
    shifts: Mapping[str, int] = field(default_factory=dict)


def batches(file: DataFile, table: Table, told: TableDescription, encoding: str) -> Iterator[Batch]:
    """The rows of a csv, tsv or xlsx file."""
    if file.format != ".xlsx":
        return text_batches(file, encoding)
    sources = {name: told.sources(name) for name in table.names}
    joined = frozenset(theirs for parts in sources.values() if len(parts) > 1 for theirs in parts)
    return workbook_batches(file, joined, frozenset(theirs for parts in sources.values() for theirs in parts))


def text_header(file: DataFile, table: Table, told: TableDescription, header: tuple[str, ...]) -> Header:
    """The columns of a text file that the contract reads (DatasetFault when a name stands twice)."""
    wanted = [theirs for name in table.names for theirs in told.sources(name)]
    for theirs in wanted:
        if header.count(theirs) > 1:
            raise DatasetFault(
                f"{file.name} 有 {header.count(theirs)} 个名为「{theirs}」的列：列名应各不相同"
            )
    there = [theirs for theirs in dict.fromkeys(wanted) if theirs in header]
    return Header({theirs: f"s{place}" for place, theirs in enumerate(there)})


def arrays(batch: Batch, header: Header) -> dict[str, Any]:
    """A batch as columns DuckDB scans in place: `line`, `surplus` and s0, s1 … for the columns of the header."""
    columns: dict[str, Any] = {
        "line": np.array(batch.lines, dtype=np.int64),
        "surplus": np.array(batch.surplus(), dtype=bool),
    }
    turned = zip_longest(batch.header, *batch.rows, fillvalue="")  # a short row's last fields are empty
    fields = list(islice(turned, len(batch.header)))
    for theirs, name in header.texts.items():
        columns[name] = np.empty(len(batch.rows), dtype=object)
        columns[name][:] = fields[batch.header.index(theirs)][1:]
    return columns


def parquet_relation(file: DataFile) -> str:
    """The FROM of a Parquet file; `line` counts its rows as if a header were line 1."""
    return (
        f"(SELECT *, file_row_number + 2 AS line, false AS surplus "
        f"FROM read_parquet({quoted(str(file.path))}, file_row_number = true))"
    )


def parquet_header(
    db: duckdb.DuckDBPyConnection, file: DataFile, table: Table, told: TableDescription, rules: ZoneRules
) -> Header:
    """The columns of a Parquet file, and the shifts of the times the contract reads (DatasetFault)."""
    relation = f"read_parquet({quoted(str(file.path))})"
    try:
        described = db.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
        types = {name: kind for name, kind, *_ in described}
        times = [
            name
            for column in table.columns
            for name in told.sources(column.name)
            if _is_time(types.get(name))
        ]
        # The file's own statistics answer at once, so long as columns are asked one by one.
        found = {name: _shift(db, relation, name, types[name], rules) for name in dict.fromkeys(times)}
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        raise DatasetFault(
            f"{file.name} 不是可读的 Parquet 文件（可能没有传完）：请重新导出或重新传送"
        ) from error
    texts = {name: _as_text(named(name), kind) for name, kind in types.items()}
    return Header(texts, types, {name: shift for name, shift in found.items() if shift is not None})


def _is_time(kind: str | None) -> bool:
    return kind is not None and kind.startswith("TIMESTAMP")


def _shift(
    db: duckdb.DuckDBPyConnection, relation: str, name: str, kind: str, rules: ZoneRules
) -> int | None:
    """The one offset that reads every time of a column; None when there are several, or a time without end."""
    is_instant = kind == "TIMESTAMP WITH TIME ZONE"
    stamp = "TIMESTAMPTZ" if is_instant else "TIMESTAMP"
    low, high, is_empty = one_row(
        db,
        f"SELECT epoch_us(CAST(low AS {stamp})), epoch_us(CAST(high AS {stamp})), low IS NULL "
        f"FROM (SELECT min({named(name)}) AS low, max({named(name)}) AS high FROM {relation})",
    )
    if is_empty:
        return 0
    if low is None or high is None:
        return None
    return 0 if is_instant else rules.one_offset(int(low), int(high))


def _as_text(name: str, kind: str) -> str:
    """Numbers print as whole numbers where they are whole, so that an id or a flag stored as DOUBLE reads well."""
    if kind in ("DOUBLE", "FLOAT"):
        return (
            f"CASE WHEN {name} = floor({name}) AND abs({name}) < {_WHOLE_NUMBERS_IN_A_DOUBLE} "
            f"THEN CAST(CAST({name} AS BIGINT) AS VARCHAR) ELSE CAST({name} AS VARCHAR) END"
        )
    return name if kind == "VARCHAR" else f"CAST({name} AS VARCHAR)"


def check_columns(table: Table, told: TableDescription, headers: Mapping[str, Header]) -> None:
    """Every column dataset.toml names is in some file, every ★ column in every file (DatasetFault).

    `headers` are by file name.
    """
    _check_named(table, told, headers)
    for file, header in headers.items():
        for column in table.columns:
            sources = told.sources(column.name)
            if column.required and not any(source in header.texts for source in sources):
                raise DatasetFault(
                    f"{file} 缺少必需的列「{' + '.join(sources)}」（{table.label} {table.name}.{column.name}）："
                    f"应有此列，或在 {FILE_NAME} 的 [{table.name}.columns] 写明对应的列名"
                )


def _check_named(table: Table, told: TableDescription, headers: Mapping[str, Header]) -> None:
    everywhere = {theirs for header in headers.values() for theirs in header.texts}
    names = "、".join(headers)
    for ours, theirs in told.columns.items():
        for source in theirs:
            if source not in everywhere:
                raise DatasetFault(
                    f"{FILE_NAME}：{table.name}.columns.{ours} 写的列「{source}」"
                    f"在 {names} 里都没有，应为其中一列的列名"
                )
    known = {theirs for name in table.names for theirs in told.sources(name)} | set(table.names)
    for key in told.empty:
        if key not in known:
            raise DatasetFault(
                f"{FILE_NAME}：[{table.name}.empty] 里的「{key}」不是本表读取的列，应为其中一列的列名"
            )
