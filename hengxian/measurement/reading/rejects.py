"""rejects/<table>.csv: every row set aside, as it stood in its file, with the reason."""

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from hengxian.measurement.reading.description import TableDescription
from hengxian.measurement.reading.folder import DataFile
from hengxian.measurement.reading.judging import LINES_A_FILE
from hengxian.measurement.reading.sources import batches, parquet_relation
from hengxian.measurement.reading.values import named
from hengxian.measurement.tables import Table

_HEADER = ("file", "line", "reason", "row")


def write_rejects(
    db: duckdb.DuckDBPyConnection,
    folder: Path,
    table: Table,
    told: TableDescription,
    files: Mapping[DataFile, str],
) -> None:
    """Write the table's file, in file order; with nothing set aside it holds the header only."""
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(_HEADER)
        for file, encoding in files.items():
            reasons = _reasons(db, table, file)
            if reasons:
                rows = _parquet_rows(db, file, table) if file.format == ".parquet" else None
                for line, fields in rows or _text_rows(file, table, told, encoding):
                    if reason := reasons.get(line):
                        writer.writerow((file.name, line, reason, json.dumps(fields, ensure_ascii=False)))


def _reasons(db: duckdb.DuckDBPyConnection, table: Table, file: DataFile) -> dict[int, str]:
    first = file.number * LINES_A_FILE
    return dict(
        db.execute(
            "SELECT ord - ?, reason FROM rejected WHERE name = ? AND ord BETWEEN ? AND ?",
            [first, table.name, first, first + LINES_A_FILE - 1],
        ).fetchall()
    )


def _text_rows(
    file: DataFile, table: Table, told: TableDescription, encoding: str
) -> Iterator[tuple[int, list[str]]]:
    for batch in batches(file, table, told, encoding):
        yield from zip(batch.lines, batch.rows, strict=True)


def _parquet_rows(
    db: duckdb.DuckDBPyConnection, file: DataFile, table: Table
) -> Iterator[tuple[int, list[str | None]]]:
    relation = parquet_relation(file)
    described = db.execute(
        f"DESCRIBE SELECT * EXCLUDE (line, surplus, file_row_number) FROM {relation}"
    ).fetchall()
    texts = ", ".join(f"CAST({named(name)} AS VARCHAR)" for name, *_ in described)
    first = file.number * LINES_A_FILE
    found = db.cursor().execute(
        f"SELECT line, {texts} FROM {relation} WHERE line IN (SELECT ord - {first} FROM rejected "
        f"WHERE name = '{table.name}' AND ord BETWEEN {first} AND {first + LINES_A_FILE - 1}) ORDER BY line"
    )
    while rows := found.fetchmany(10_000):
        for line, *fields in rows:
            yield line, fields
