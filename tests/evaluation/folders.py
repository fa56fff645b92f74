"""Datasets on disk in every format, and evaluating them in one line."""

import csv
import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import openpyxl

from hengxian.evaluation.evaluate import Terms, evaluate

from .hotline import TOML, Row, Tables


def write(
    folder: Path, made: Tables, *, form: str = "csv", toml: str = TOML, encoding: str = "utf-8"
) -> Path:
    """The tables as a dataset folder of one format: csv, tsv, parquet or xlsx."""
    folder.mkdir(parents=True)
    for name, rows in made.items():
        write_table(folder / f"{name}.{form}", rows, encoding=encoding)
    (folder / "dataset.toml").write_text(toml, encoding="utf-8")
    return folder


def write_table(path: Path, rows: list[Row], *, encoding: str = "utf-8") -> None:
    """Rows of text as one file, its format by its name."""
    if path.suffix == ".parquet":
        columns = {name: np.array([row[name] or None for row in rows], dtype=object) for name in rows[0]}
        texts = ", ".join(f'CAST("{name}" AS VARCHAR) AS "{name}"' for name in columns)
        db = duckdb.connect()
        db.register("rows", columns)
        db.execute(f"COPY (SELECT {texts} FROM rows) TO '{path}' (FORMAT parquet)")
        db.close()
    elif path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for line in ([*rows[0]], *([*row.values()] for row in rows)):
            book.active.append(line)
        book.save(path)
    else:
        text = io.StringIO()
        writer = csv.DictWriter(
            text, rows[0], delimiter="\t" if path.suffix == ".tsv" else ",", lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(rows)
        path.write_bytes(text.getvalue().encode(encoding))


def text_table(folder: Path, toml: str = TOML, **tables: str) -> Path:
    """A dataset written as comma-separated lines, header first; spaces around a line are dropped."""
    folder.mkdir(parents=True)
    for name, text in tables.items():
        lines = [line.strip() for line in text.strip().splitlines()]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "dataset.toml").write_text(toml, encoding="utf-8")
    return folder


def zipped(folder: Path) -> Path:
    """The folder as a zip, its files in one top folder."""
    packed = folder.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, f"export/{path.name}")
    return packed


def evaluated(
    dataset: Path,
    *,
    start: date | None = None,
    end: date | None = None,
    as_of: datetime | None = None,
    followup_days: int | None = 2,
    terms: Terms | None = None,
) -> dict[str, Any]:
    """The result of a dataset, as result.json has it after a round trip."""
    found = evaluate(dataset, start=start, end=end, as_of=as_of, followup_days=followup_days, terms=terms)
    result: dict[str, Any] = json.loads(json.dumps(found))
    return result


def figures(result: dict[str, Any]) -> dict[str, Any]:
    """What may not depend on the files' form: everything but the dataset's own identity."""
    told = {name: part for name, part in result.items() if name != "dataset"}
    return told | {"tables": result["dataset"]["tables"]}


def unordered(told: Any) -> Any:
    """The same without the lists of first misses, which follow the order of the file."""
    if isinstance(told, dict):
        return {
            name: unordered(part)
            for name, part in told.items()
            if name != "first" or not isinstance(part, list)
        }
    return [unordered(part) for part in told] if isinstance(told, list) else told
