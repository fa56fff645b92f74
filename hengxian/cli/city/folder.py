"""Writing tables into the dataset folder: columns of one part become one file, csv or parquet."""

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from hengxian.cli.city.chance import Flags, Numbers, Words

Rows = dict[str, NDArray[Any]]
"""Columns by name: instants as datetime64, everything else as text, None for nothing."""

_CHUNK = 1 << 20


def at(instants: Numbers) -> NDArray[np.datetime64]:
    """Seconds since 1970 (local) as instants; NEVER becomes empty."""
    return instants.astype("datetime64[s]").astype("datetime64[us]")


def either(is_so: Flags, yes: str | None, no: str | None) -> Words:
    """A word for each flag."""
    return np.asarray(np.where(is_so, np.array(yes, dtype=object), np.array(no, dtype=object)))


def yes_no(is_so: Flags) -> Words:
    """是 or 否 for each flag."""
    return either(is_so, "是", "否")


def only(is_so: Flags, column: Words) -> Words:
    """The column where the flag holds, nothing elsewhere."""
    return np.asarray(np.where(is_so, column, np.array(None, dtype=object)))


class Folder:
    """A dataset folder being written, and how many rows of each table it holds."""

    def __init__(self, path: Path, form: str) -> None:
        self.path, self.form = path, form
        self._engine = duckdb.connect(config={"threads": 1})  # one thread: the same rows give the same bytes

    def write(self, table: str, part: str, rows: Rows, *, encoding: str = "utf-8") -> None:
        """Write `<table>-<part>.<form>`; a parquet file has no encoding."""
        target = self.path / f"{table}-{part}.{self.form}"
        self._engine.register("part", rows)
        columns = ", ".join(f'CAST("{name}" AS {_sql_type(rows[name])}) AS "{name}"' for name in rows)
        options = "FORMAT csv, HEADER" if self.form == "csv" else "FORMAT parquet, COMPRESSION zstd"
        self._engine.execute(f"COPY (SELECT {columns} FROM part) TO {_quoted(target)} ({options})")
        self._engine.unregister("part")
        if self.form == "csv" and encoding != "utf-8":
            _recode(target, encoding)

    def close(self) -> None:
        self._engine.close()


def _sql_type(column: NDArray[Any]) -> str:
    return "TIMESTAMP" if column.dtype.kind == "M" else "VARCHAR"


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _recode(path: Path, encoding: str) -> None:
    old = path.rename(path.with_name(path.name + ".utf8"))
    source = old.open(encoding="utf-8", newline="")
    with source, path.open("w", encoding=encoding, newline="") as target:
        while text := source.read(_CHUNK):
            target.write(text)
    old.unlink()
