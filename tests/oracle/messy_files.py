"""One invented file written as csv, tsv, parquet or xlsx."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import xlsxwriter

Cell = str | int | float | bool | datetime | None


@dataclass
class Sheet:
    """A header and rows of cells; of csv and tsv a row may be longer or shorter."""

    header: list[str]
    rows: list[list[Cell]]


def write_sheet(path: Path, sheet: Sheet, rng: random.Random, encoding: str) -> None:
    if path.suffix == ".parquet":
        write_parquet(path, sheet)
    elif path.suffix == ".xlsx":
        write_xlsx(path, sheet)
    else:
        write_text(path, sheet, rng, encoding)


def write_text(path: Path, sheet: Sheet, rng: random.Random, encoding: str) -> None:
    """Delimited text; csv quotes all or what it must, and a remark may hold a line break."""
    target = io.StringIO(newline="")
    is_csv = path.suffix == ".csv"
    writer = csv.writer(
        target,
        delimiter="," if is_csv else "\t",
        quoting=rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)) if is_csv else csv.QUOTE_MINIMAL,
        lineterminator=rng.choice(("\n", "\r\n")),
    )
    writer.writerow(sheet.header)
    for row in sheet.rows:
        is_broken = is_csv and row and row[-1] == "备忘" and rng.random() < 0.1
        writer.writerow([*row[:-1], '两行\n"话"'] if is_broken else row)
    path.write_bytes(target.getvalue().encode(encoding))


def write_parquet(path: Path, sheet: Sheet) -> None:
    columns = list(zip(*sheet.rows, strict=True)) or [()] * len(sheet.header)
    kinds = [parquet_kind(column) for column in columns]
    names = ['"' + name + '"' for name in sheet.header]
    with duckdb.connect(config={"threads": 1}) as connection:
        fields = ", ".join(f"{name} {kind}" for name, kind in zip(names, kinds, strict=True))
        connection.execute(f"CREATE TABLE sheet ({fields})")
        if sheet.rows:
            marks = "(" + ", ".join(f"?::VARCHAR::{kind}" for kind in kinds) + ")"
            cells = [as_text(cell) for row in sheet.rows for cell in row]
            connection.execute(f"INSERT INTO sheet VALUES {', '.join([marks] * len(sheet.rows))}", cells)
        connection.execute(f"COPY sheet TO '{path}' (FORMAT parquet)")


def parquet_kind(column: tuple[Cell, ...]) -> str:
    kinds = {type(cell) for cell in column if cell is not None}
    if kinds == {datetime}:
        is_zoned = any(isinstance(cell, datetime) and cell.tzinfo for cell in column)
        return "TIMESTAMPTZ" if is_zoned else "TIMESTAMP"
    return "BOOLEAN" if kinds == {bool} else "INTEGER" if kinds == {int} else "VARCHAR"


def as_text(cell: Cell) -> str | None:
    return cell.isoformat() if isinstance(cell, datetime) else None if cell is None else str(cell)


def write_xlsx(path: Path, sheet: Sheet) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        dated = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        page.write_row(0, 0, sheet.header)
        for number, row in enumerate(sheet.rows, 1):
            for place, cell in enumerate(row):
                if isinstance(cell, datetime):
                    page.write_datetime(number, place, cell, dated)
                elif isinstance(cell, str):
                    page.write_string(number, place, cell)
                elif cell is not None:
                    page.write(number, place, cell)
