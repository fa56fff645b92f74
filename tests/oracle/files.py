"""The rows of one data file as texts: csv, tsv, parquet or xlsx."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
from python_calamine import CalamineWorkbook

csv.field_size_limit(10_000_000)


@dataclass
class RawFile:
    """A header, and under it rows of trimmed texts; a row may be longer than the header."""

    name: str
    header: list[str]
    rows: list[list[str]]


def read_file(path: Path, encoding: str | None) -> RawFile:
    """Read one file by its extension; a wholly blank line is no row."""
    readers = {".csv": read_csv, ".tsv": read_tsv, ".parquet": read_parquet, ".xlsx": read_xlsx}
    header, rows = readers[path.suffix](path, encoding)
    return RawFile(path.name, [name.strip() for name in header], [[v.strip() for v in r] for r in rows])


def decode(content: bytes, encoding: str | None) -> str:
    if encoding:
        return content.decode(encoding).removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def read_csv(path: Path, encoding: str | None, delimiter: str = ",") -> tuple[list[str], list[list[str]]]:
    text = decode(path.read_bytes(), encoding)
    lines = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    return lines[0], lines[1:]


def read_tsv(path: Path, encoding: str | None) -> tuple[list[str], list[list[str]]]:
    return read_csv(path, encoding, "\t")


def read_parquet(path: Path, encoding: str | None) -> tuple[list[str], list[list[str]]]:
    with duckdb.connect() as connection:
        relation = f"read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"
        described = connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
        header = [str(name) for name, *_ in described]
        zoned = [kind == "TIMESTAMP WITH TIME ZONE" for _, kind, *_ in described]
        quoted = ['"' + name.replace('"', '""') + '"' for name in header]
        wanted = ", ".join(
            f"epoch_us({name})" if is_zoned else name for name, is_zoned in zip(quoted, zoned, strict=True)
        )
        rows = connection.execute(f"SELECT {wanted} FROM {relation}").fetchall()
    return header, [
        [text_of_instant(v) if z else text_of(v) for v, z in zip(row, zoned, strict=True)] for row in rows
    ]


def read_xlsx(path: Path, encoding: str | None) -> tuple[list[str], list[list[str]]]:
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    header, *rows = sheet.to_python(skip_empty_area=False)
    texts = [[text_of_cell(value) for value in row] for row in rows]
    return [str(name) for name in header], [row for row in texts if any(value.strip() for value in row)]


def text_of_instant(microseconds: int | None) -> str:
    if microseconds is None:
        return ""
    return (datetime(1970, 1, 1) + timedelta(microseconds=microseconds)).isoformat() + "+00:00"


def text_of_cell(value: object) -> str:
    """A dated cell is a serial number, so a whole one is midnight, not a bare date; rounded to the ms."""
    if isinstance(value, datetime):
        rounded = (value.microsecond + 500) // 1000
        return (value.replace(microsecond=0) + timedelta(milliseconds=rounded)).isoformat()
    if isinstance(value, date):
        return f"{value.isoformat()}T00:00:00"
    return text_of(value)


def text_of(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)
