"""Writing the folder of a dataset: one file a table and dataset.toml, stamped as the engine will stamp it."""

import csv
import itertools
import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from hengxian.hotline.dataset.snapshot import snapshot
from hengxian.hotline.dataset.tables import HEADERS, SOURCES, Row
from hengxian.hotline.dataset.window import Window
from hengxian.hotline.dataset.words import instant
from hengxian.measurement.reading.description import FILE_NAME, read_description
from hengxian.measurement.reading.digests import Fingerprint, digest_file, fingerprint
from hengxian.measurement.reading.folder import data_files
from hengxian.measurement.tables import BY_NAME, Column, Kind

FORMS = ("csv", "parquet")


@dataclass(frozen=True)
class Written:
    """What was written: rows by table, and the fingerprints of the whole."""

    counts: dict[str, int]
    fingerprint: Fingerprint


def write_dataset(window: Window, folder: Path, form: str = "csv") -> Written:
    """Write the records of a window into an empty or new folder, row by row: memory does not grow with them.

    `form` is csv or parquet. The folder is readable by its owner alone.
    """
    if form not in FORMS:
        raise ValueError(f"a dataset is written as {' or '.join(FORMS)}, not {form}")
    folder.mkdir(parents=True, exist_ok=True)
    os.chmod(folder, 0o700)
    counts = {}
    with snapshot(), _typing(form) as typed:
        for name, rows in SOURCES.items():
            path = folder / f"{name}.csv"
            counts[name] = _write(path, name, rows(window))
            typed(path)
    (folder / FILE_NAME).write_text(_description(window), encoding="utf-8")
    return Written(counts, stamp(folder))


def stamp(folder: Path) -> Fingerprint:
    """The fingerprint of a written folder, by the engine's own rule (dataset.md)."""
    files = data_files(folder, read_description(folder, folder.name))
    return fingerprint([digest_file(file) for file in files], folder / FILE_NAME)


def _write(path: Path, name: str, rows: Iterator[Row]) -> int:
    count = itertools.count()
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(HEADERS[name])
        writer.writerows(row for row, _ in zip(rows, count, strict=False))
    return next(count)


@contextmanager
def _typing(form: str) -> Iterator[Callable[[Path], object]]:
    """What makes Parquet of a written file where that is the form, while the next table is still read.

    The engine works without Python's lock, so a second core does it.
    """
    if form != "parquet":
        yield lambda written: None
        return
    with duckdb.connect(config={"threads": 1}) as engine, ThreadPoolExecutor(1) as aside:
        begun: list[Future[None]] = []
        yield lambda written: begun.append(aside.submit(_to_parquet, engine, written))
        for each in begun:
            each.result()


def _to_parquet(engine: duckdb.DuckDBPyConnection, written: Path) -> None:
    """A file as Parquet with the types of its columns: whoever reads it need not find them in text again."""
    table = BY_NAME[written.stem]
    types = ", ".join(
        f"{_quoted(name)}: {_quoted(_type(table.column(name)))}" for name in HEADERS[written.stem]
    )
    source, target = (_quoted(str(each)) for each in (written, written.with_suffix(".parquet")))
    engine.execute(
        f"COPY (SELECT * FROM read_csv({source}, header = true, delim = ',', quote = '\"', escape = '\"', "
        f"strict_mode = true, auto_detect = false, columns = {{{types}}})) TO {target} "
        f"(FORMAT parquet, COMPRESSION zstd)"
    )
    written.unlink()


def _type(column: Column) -> str:
    return {Kind.TIME: "TIMESTAMPTZ", Kind.FLAG: "BOOLEAN", Kind.ROUNDS: "BIGINT"}.get(column.kind, "VARCHAR")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _description(window: Window) -> str:
    """JSON strings are TOML strings: a quotation mark in a hotline's name breaks nothing."""
    name = json.dumps(f"{window.hotline.name} {window.since} 至 {window.until}（不含）", ensure_ascii=False)
    return (
        f'name = {name}\ntimezone = "Asia/Shanghai"\n'
        f"period = {{ start = {window.since}, end = {window.until} }}\n"
        f"as_of = {instant(window.as_of)}\n"
    )
