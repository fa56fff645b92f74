"""A dataset opened for measuring: read once, typed, judged, counted, with what was set aside at hand."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from hengxian.measurement.asking import one_row
from hengxian.measurement.reading.beside import Besides, widen
from hengxian.measurement.reading.description import FILE_NAME, Description, read_description
from hengxian.measurement.reading.digests import (
    TEXT_FORMATS,
    FileDigest,
    Fingerprint,
    digest_file,
    fingerprint,
)
from hengxian.measurement.reading.folder import DataFile, data_files, opened
from hengxian.measurement.reading.judging import REASONS
from hengxian.measurement.reading.rejects import write_rejects
from hengxian.measurement.reading.staging import Read, Watch, stage
from hengxian.measurement.reading.values import macros
from hengxian.measurement.tables import ABOUT_AN_ORDER, BY_NAME, TABLES, Kind
from hengxian.measurement.zones import ZoneRules, micros

GIGABYTE = 1 << 30
LITTLE = 8_000_000  # bytes of files: below, to share the work among cores costs more than it gains
_SHARE_FOR_ENGINE = (
    0.6  # the rest is Python, the sweep's arrays and what the engine allocates beside its limit
)


def unwatched(_label: str, _rows: int) -> None:
    """Nobody looks on."""


@dataclass(frozen=True)
class Dataset:
    """An open dataset. `tables` fills as tables are read; `taken` and `stamped` are digests under way or done."""

    db: duckdb.DuckDBPyConnection
    folder: Path
    description: Description
    rules: ZoneRules
    files: Mapping[str, Mapping[DataFile, str]]
    taken: Mapping[str, Future[FileDigest]]
    stamped: Future[Fingerprint]
    memory: int
    keeps_texts: bool
    watch: Watch
    tables: dict[str, Read] = field(default_factory=dict)

    @property
    def digests(self) -> dict[str, FileDigest]:
        """The files as received, by name; waits for those not read to the end yet."""
        return {name: one.result() for name, one in self.taken.items()}

    @property
    def fingerprint(self) -> Fingerprint:
        """The dataset's own fingerprint; waits for it."""
        return self.stamped.result()

    @property
    def columns(self) -> dict[str, frozenset[str]]:
        """The contract's columns each table fills."""
        return {name: read.columns for name, read in self.tables.items()}

    def read(self, names: Iterable[str]) -> None:
        """Read those of the tables that are there and not read yet (DatasetFault)."""
        for name in names:
            if name in self.files and name not in self.tables:
                self._stage(name)

    def read_beside(self, name: str, besides: Besides) -> None:
        """Read a table that is there, with what stands beside it; one read before is given it now (DatasetFault)."""
        if name in self.tables:
            widen(self.db, f"read_{name}", besides(self.tables[name].columns))
        elif name in self.files:
            self._stage(name, besides)

    def _stage(self, name: str, besides: Besides | None = None) -> None:
        self.tables[name] = stage(
            self.db,
            BY_NAME[name],
            self.description.table(name),
            self.files[name],
            self.rules,
            besides=besides,
            keeps_texts=self.keeps_texts,
            memory=self.memory // 8,
            watch=self.watch,
        )

    def let_go(self, names: Iterable[str], *others: str) -> None:
        """Free the memory of tables that were measured; what is known of them stays."""
        for name in (*(f"read_{name}" for name in names), *others):
            self.db.execute(f"DROP TABLE IF EXISTS {name}")

    def write_rejects(self, folder: Path) -> None:
        """rejects/<table>.csv for every table read (dataset.md)."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, files in self.files.items():
            write_rejects(self.db, folder, BY_NAME[name], self.description.table(name), files)

    def later(self, name: str, as_of: datetime) -> int:
        """Rows whose own event lies after as_of: kept, seen by no figure."""
        event = BY_NAME[name].event
        return int(one_row(self.db, f"SELECT count(*) FROM read_{name} WHERE {event} > {micros(as_of)}")[0])

    def orphans(self, name: str) -> int:
        """Rows about an order that is not there; without a table of orders that is every row about one.

        Of the follow-ups, which are many, those about an order were counted beside it, once it was measured.
        """
        if name not in ABOUT_AN_ORDER or "order_id" not in self.columns[name]:
            return 0
        rows = f"SELECT count(*) FROM read_{name}"
        about = int(one_row(self.db, f"{rows} WHERE order_id IS NOT NULL")[0])
        if not about or "work_orders" not in self.tables:
            return about
        if name == "followups" and self._stands_beside("about_it"):
            return about - int(one_row(self.db, "SELECT coalesce(sum(about_it), 0) FROM read_work_orders")[0])
        if name == "supervisions" and self._stands_beside("is_supervised"):
            # The orders they are about were mostly found already, and those are few to look through.
            found = "SELECT order_id FROM read_work_orders WHERE is_supervised"
            if not one_row(self.db, f"{rows} WHERE order_id NOT IN ({found})")[0]:
                return 0
        return about - int(one_row(self.db, f"{rows} JOIN read_work_orders USING (order_id)")[0])

    def _stands_beside(self, column: str) -> bool:
        """Whether orders were given that column from the tables about them."""
        named = f"table_name = 'read_work_orders' AND column_name = '{column}'"
        return bool(one_row(self.db, f"SELECT count(*) FROM duckdb_columns() WHERE {named}")[0])

    def span(self, name: str) -> tuple[int, int] | None:
        """The earliest and latest own event of a table, in microseconds; None without rows."""
        low, high = one_row(
            self.db, f"SELECT min({{0}}), max({{0}}) FROM read_{name}".format(BY_NAME[name].event)
        )
        return None if low is None else (int(low), int(high))

    def events(self, as_of: datetime | None) -> tuple[int, int] | None:
        """The earliest and the latest event of any kind in all tables, up to as_of; a deadline is no event."""
        self.read(self.files)
        found: list[int] = []
        for name, read in self.tables.items():
            for column in read.table.columns:
                if column.kind is Kind.TIME and column.name != "due_at" and column.name in read.columns:
                    upto = f"WHERE {column.name} <= {micros(as_of)}" if as_of else ""
                    ends = f"SELECT min({column.name}), max({column.name}) FROM read_{name} {upto}"
                    found += [int(end) for end in one_row(self.db, ends) if end is not None]
        return (min(found), max(found)) if found else None


@contextmanager
def open_dataset(
    path: Path, *, memory: int = 4 * GIGABYTE, keeps_texts: bool = False, watch: Watch = unwatched
) -> Iterator[Dataset]:
    """Open a dataset folder or zip without reading its tables; DatasetFault says why it cannot be.

    `memory` in bytes bounds what is held at once; what does not fit goes to a temporary folder.
    `keeps_texts` keeps the columns that figures do not need, for lists and samples.
    """
    # Digests are taken while the tables are read: only how text is encoded must be known before.
    with (
        opened(path) as folder,
        TemporaryDirectory(prefix="hengxian-") as spill,
        ThreadPoolExecutor(1) as aside,
    ):
        description = read_description(folder, path.stem if path.is_file() else path.resolve().name)
        found = data_files(folder, description)
        taken = {file.name: aside.submit(digest_file, file) for file in found}
        stamped = aside.submit(_stamp, taken, folder / FILE_NAME)
        files = _by_table(found, taken)
        rules = ZoneRules(description.zone)
        is_little = sum(file.path.stat().st_size for file in found) < LITTLE
        with connected(rules, memory, spill, cores=1 if is_little else None) as db:
            yield Dataset(
                db=db,
                folder=folder,
                description=description,
                rules=rules,
                files=files,
                taken=taken,
                stamped=stamped,
                memory=memory,
                keeps_texts=keeps_texts,
                watch=watch,
            )


@contextmanager
def read_dataset(path: Path, *, memory: int = 4 * GIGABYTE, watch: Watch = unwatched) -> Iterator[Dataset]:
    """Open a dataset and read all of it, texts included."""
    with open_dataset(path, memory=memory, keeps_texts=True, watch=watch) as dataset:
        dataset.read(dataset.files)
        yield dataset


def _stamp(taken: Mapping[str, Future[FileDigest]], toml: Path) -> Fingerprint:
    return fingerprint([one.result() for one in taken.values()], toml if toml.exists() else None)


def _by_table(
    found: list[DataFile], taken: Mapping[str, Future[FileDigest]]
) -> dict[str, dict[DataFile, str]]:
    files: dict[str, dict[DataFile, str]] = {}
    for table in TABLES:
        for file in found:
            if file.table == table.name:
                encoding = (
                    taken[file.name].result().encoding if file.format in TEXT_FORMATS else file.format[1:]
                )
                files.setdefault(table.name, {})[file] = encoding
    return files


@contextmanager
def connected(
    rules: ZoneRules, memory: int, spill: str, *, cores: int | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """An engine of its own, with no network, bounded memory, and the reading rules as macros.

    It works on so many cores, on all of them when nothing is said.
    """
    db = duckdb.connect(
        ":memory:",
        config={
            **({"threads": cores} if cores else {}),
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
