"""A dataset opened for measuring: read once, typed, judged, counted, with what was set aside at hand."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from hengxian.measurement.reading.description import FILE_NAME, Description, read_description
from hengxian.measurement.reading.digests import FileDigest, Fingerprint, digest_file, fingerprint
from hengxian.measurement.reading.folder import DataFile, data_files, opened
from hengxian.measurement.reading.judging import REASONS
from hengxian.measurement.reading.rejects import write_rejects
from hengxian.measurement.reading.staging import Read, Watch, stage
from hengxian.measurement.reading.values import macros
from hengxian.measurement.tables import ABOUT_AN_ORDER, BY_NAME, TABLES
from hengxian.measurement.zones import ZoneRules, micros

GIGABYTE = 1 << 30
_SHARE_FOR_ENGINE = 0.6  # the rest is Python, the sweep's arrays and what the engine allocates beside its limit


def unwatched(_label: str, _rows: int) -> None:
    """Nobody looks on."""


@dataclass(frozen=True)
class Dataset:
    """What was read. `tables` holds only the tables that are there; `digests` are by file name."""

    db: duckdb.DuckDBPyConnection
    folder: Path
    description: Description
    rules: ZoneRules
    files: Mapping[str, Mapping[DataFile, str]]
    digests: Mapping[str, FileDigest]
    fingerprint: Fingerprint
    tables: Mapping[str, Read]
    memory: int

    @property
    def columns(self) -> dict[str, frozenset[str]]:
        """The contract's columns each table fills."""
        return {name: read.columns for name, read in self.tables.items()}

    def write_rejects(self, folder: Path) -> None:
        """rejects/<table>.csv for every table read (dataset.md)."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, files in self.files.items():
            write_rejects(self.db, folder, BY_NAME[name], self.description.table(name), files)

    def later(self, name: str, as_of: datetime) -> int:
        """Rows whose own event lies after as_of: kept, seen by no figure."""
        event = BY_NAME[name].event
        return _one(self.db, f"SELECT count(*) FROM read_{name} WHERE {event} > {micros(as_of)}")

    def orphans(self, name: str) -> int:
        """Rows about an order that is not there; without a table of orders that is every row about one."""
        if name not in ABOUT_AN_ORDER or "order_id" not in self.columns[name]:
            return 0
        known = "AND order_id NOT IN (SELECT order_id FROM read_work_orders)" if "work_orders" in self.tables else ""
        return _one(self.db, f"SELECT count(*) FROM read_{name} WHERE order_id IS NOT NULL {known}")

    def events(self, as_of: datetime | None = None) -> dict[str, tuple[int, int]]:
        """The earliest and latest own event of each table that has one, in microseconds, up to as_of."""
        found = {}
        upto = f"WHERE {{event}} <= {micros(as_of)}" if as_of else ""
        for name, read in self.tables.items():
            event = read.table.event
            row = self.db.execute(
                f"SELECT min({event}), max({event}) FROM read_{name} {upto.format(event=event)}"
            ).fetchone()
            if row and row[0] is not None:
                found[name] = (int(row[0]), int(row[1]))
        return found


def _one(db: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = db.execute(sql).fetchone()
    return int(row[0]) if row else 0


@contextmanager
def read_dataset(path: Path, *, memory: int = 4 * GIGABYTE, watch: Watch = unwatched) -> Iterator[Dataset]:
    """Open and read a dataset folder or zip; DatasetFault says in one sentence why it cannot be.

    `memory` in bytes bounds what is held at once; what does not fit goes to a temporary folder.
    """
    with opened(path) as folder, TemporaryDirectory(prefix="hengxian-") as spill:
        description = read_description(folder, path.stem if path.is_file() else path.resolve().name)
        found = data_files(folder, description)
        digests = {file.name: digest_file(file) for file in found}
        rules = ZoneRules(description.zone)
        with connected(rules, memory, spill) as db:
            files = {
                table.name: {file: digests[file.name].encoding for file in found if file.table == table.name}
                for table in TABLES
            }
            files = {name: of_table for name, of_table in files.items() if of_table}
            tables = {
                name: stage(db, BY_NAME[name], description.table(name), of_table, watch)
                for name, of_table in files.items()
            }
            toml = folder / FILE_NAME
            yield Dataset(
                db=db,
                folder=folder,
                description=description,
                rules=rules,
                files=files,
                digests=digests,
                fingerprint=fingerprint(digests.values(), toml if toml.exists() else None),
                tables=tables,
                memory=memory,
            )


@contextmanager
def connected(rules: ZoneRules, memory: int, spill: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """An engine of its own, with no network, bounded memory, and the reading rules as macros."""
    db = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": f"{int(memory * _SHARE_FOR_ENGINE) // 1_000_000}MB",
            "temp_directory": spill,
            "autoinstall_known_extensions": "false",
            "preserve_insertion_order": "false",  # order is in `ord`; without it loading runs on every core
        },
    )
    try:
        db.execute("SET TimeZone = 'UTC'")
        db.execute(f"CREATE TYPE reason AS ENUM {REASONS}")
        db.execute("CREATE TABLE rejected (name VARCHAR, ord BIGINT, reason reason)")
        for macro in macros(rules):
            db.execute(macro)
        yield db
    finally:
        db.close()
