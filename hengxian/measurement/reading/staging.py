"""Tables typed and judged: what was kept lies in `read_<table>`, what was set aside is counted and listed."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import duckdb

from hengxian.measurement.asking import one_row
from hengxian.measurement.faults import DatasetFault
from hengxian.measurement.reading.beside import Beside, Besides, widen
from hengxian.measurement.reading.derived import DERIVED, TEXTS, Derived
from hengxian.measurement.reading.description import TableDescription
from hengxian.measurement.reading.folder import DataFile
from hengxian.measurement.reading.forms import present, sql_type
from hengxian.measurement.reading.judging import judged_sql
from hengxian.measurement.reading.repeats import repeated
from hengxian.measurement.reading.sources import (
    Header,
    arrays,
    batches,
    check_columns,
    parquet_header,
    parquet_relation,
    text_header,
)
from hengxian.measurement.tables import Table
from hengxian.measurement.zones import ZoneRules

Watch = Callable[[str, int], None]


@dataclass(frozen=True)
class Read:
    """One table as read: `rows` per file name, `rejected` per reason, `columns` that some file fills."""

    table: Table
    rows: Mapping[str, int]
    rejected: Mapping[str, int]
    columns: frozenset[str]

    @property
    def read(self) -> int:
        return sum(self.rows.values())

    @property
    def kept(self) -> int:
        return self.read - sum(self.rejected.values())


def stage(
    db: duckdb.DuckDBPyConnection,
    table: Table,
    told: TableDescription,
    files: Mapping[DataFile, str],
    rules: ZoneRules,
    *,
    besides: Besides | None = None,
    keeps_texts: bool,
    memory: int,
    watch: Watch,
) -> Read:
    """Read a table's files (each with its codec) into `read_<table>` and `rejected`.

    A table with a key has `key_hash`, which finds equal keys faster than their texts do, and by `besides` what other
    tables say of its rows: joined as they are stored where one statement reads them all, else afterwards.
    Without `keeps_texts` the columns that no figure reads as they stand are let go once they were judged;
    `memory` in bytes bounds the search for repeated keys.
    """
    opened = [_Opened.of(db, file, table, told, encoding, rules) for file, encoding in files.items()]
    check_columns(table, told, {one.file.name: one.header for one in opened})
    columns = [c for c in table.columns if any(c in present(table, told, one.header) for one in opened)]
    let_go: frozenset[str] = frozenset() if keeps_texts else TEXTS.get(table.name, frozenset())
    kept = {c.name: sql_type(c) for c in columns if c.name not in let_go}
    names = {c.name for c in columns}
    derived = {one.name: one for one in DERIVED.get(table.name, ()) if names.issuperset(one.needs)}
    types = kept | {name: one.type for name, one in derived.items()}
    _create(db, table, types, opened)
    beside = besides(frozenset(names)) if besides else None
    at_once = beside if len(opened) == 1 and opened[0].is_one_relation else None
    if at_once:
        widen(db, f"read_{table.name}", at_once, spends=True)
    rows = {one.file.name: one.insert(db, kept, derived, at_once, watch) for one in opened}
    _set_aside_repeats(db, table, list(kept), opened, memory)
    db.execute(f"ALTER TABLE read_{table.name} DROP COLUMN IF EXISTS content")
    if beside and not at_once:
        widen(db, f"read_{table.name}", beside)
    found = db.execute(
        "SELECT reason, count(*) FROM rejected WHERE name = ? GROUP BY 1", [table.name]
    ).fetchall()
    return Read(table, rows, dict(Counter(dict(found))), frozenset(names))


def _create(
    db: duckdb.DuckDBPyConnection, table: Table, types: Mapping[str, str], opened: list["_Opened"]
) -> None:
    listed = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
    if table.is_keyed:
        listed = f"key_hash UBIGINT, {listed}"
    if not all(one.can_look_again for one in opened):
        listed = f"content UBIGINT, {listed}"
    db.execute(f"CREATE TABLE read_{table.name} (ord BIGINT, {listed})")


@dataclass(frozen=True)
class _Opened:
    file: DataFile
    table: Table
    told: TableDescription
    encoding: str
    header: Header

    @classmethod
    def of(
        cls, db: duckdb.DuckDBPyConnection, file: DataFile, table: Table, told: TableDescription,
        encoding: str, rules: ZoneRules,
    ) -> "_Opened":  # fmt: skip
        if file.format == ".parquet":
            return cls(file, table, told, encoding, parquet_header(db, file, table, told, rules))
        first = next(batches(file, table, told, encoding))
        return cls(file, table, told, encoding, text_header(file, table, told, first.header))

    @property
    def can_look_again(self) -> bool:
        """Whether single rows are cheap to read again, so that what only a few need is left for then."""
        return self.file.format == ".parquet" and self.table.is_keyed

    @property
    def is_one_relation(self) -> bool:
        """Whether one statement reads the whole file."""
        return self.file.format == ".parquet"

    def judged(self, relation: str) -> str:
        return judged_sql(self.table, self.told, self.header, relation, self.file.number)

    def insert(
        self,
        db: duckdb.DuckDBPyConnection,
        kept: Mapping[str, str],
        derived: Mapping[str, Derived],
        beside: Beside | None,
        watch: Watch,
    ) -> int:
        there = {column.name for column in present(self.table, self.told, self.header)}
        columns = {"ord": "CASE WHEN reason IS NULL THEN ord ELSE -ord END"}
        if not self.can_look_again:
            columns["content"] = "content"
        if self.table.is_keyed:
            columns["key_hash"] = f'hash("{self.table.key}")'
        columns |= {name: f'"{name}"' for name in kept if name in there}
        columns |= {name: one.sql for name, one in derived.items() if there.issuperset(one.needs)}
        listed = ", ".join(f'{sql} AS "{name}"' for name, sql in columns.items())
        rows = 0
        for relation, count in self._relations(db):
            typed = f"SELECT {listed} FROM ({self.judged(relation)})"
            try:
                found = beside.select(f"({typed})", spends=True) if beside else typed
                db.execute(f"INSERT INTO read_{self.table.name} BY NAME {found}")
                self._set_aside(db, relation)
            except duckdb.OutOfMemoryException:
                raise
            except duckdb.Error as error:
                raise DatasetFault(f"{self.file.name} 读到一半出错，文件可能已损坏：应重新导出") from error
            rows += count
            watch(self.file.name, rows)
        return rows

    def _set_aside(self, db: duckdb.DuckDBPyConnection, relation: str) -> None:
        """Take out the rows with a reason: their `ord` is negative, since a column of reasons costs as much as any."""
        aside = f"FROM read_{self.table.name} WHERE ord < 0"
        if one_row(db, f"SELECT count(*) {aside}")[0]:
            db.execute(
                f"INSERT INTO rejected SELECT '{self.table.name}', ord, reason FROM ({self.judged(relation)}) "
                f"WHERE reason IS NOT NULL"
            )
            db.execute(f"DELETE {aside}")

    def _relations(self, db: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, int]]:
        if self.file.format == ".parquet":
            relation = parquet_relation(self.file)
            yield relation, int(one_row(db, f"SELECT count(*) FROM {relation}")[0])
            return
        for batch in batches(self.file, self.table, self.told, self.encoding):
            if batch.rows:
                db.register("batch", arrays(batch, self.header))
                yield "batch", len(batch.rows)
                db.unregister("batch")

    def look_again(self, db: duckdb.DuckDBPyConnection) -> None:
        """Fill the content of the rows whose ord lies in `suspects`."""
        db.execute(
            f"UPDATE read_{self.table.name} AS kept SET content = again.content FROM (SELECT ord, content "
            f"FROM ({self.judged(parquet_relation(self.file))}) SEMI JOIN suspects USING (ord)) AS again "
            f"WHERE kept.ord = again.ord"
        )


def _set_aside_repeats(
    db: duckdb.DuckDBPyConnection, table: Table, kept: list[str], opened: list[_Opened], memory: int
) -> None:
    """`duplicate_row` and `conflicting_key`: the first in file order stays.

    A table with a key compares rows of one key; the others compare whole rows, all of whose columns are kept.
    """
    name = f"read_{table.name}"
    value = "key_hash" if table.is_keyed else "content"
    values = repeated(db, name, value, memory)
    if not len(values):
        return
    same = f'"{table.key}"' if table.is_keyed else ", ".join(f'"{column}"' for column in ("content", *kept))
    db.register("repeated", {"v": values})
    db.execute(
        f"CREATE TEMP TABLE suspects AS SELECT ord FROM {name} WHERE {value} IN (SELECT v FROM repeated)"
    )
    db.unregister("repeated")
    db.execute(f"ALTER TABLE {name} ADD COLUMN IF NOT EXISTS content UBIGINT")
    for one in opened:
        if one.can_look_again:
            one.look_again(db)
    db.execute(
        f"INSERT INTO rejected SELECT '{table.name}', ord, "
        f"CASE WHEN content = first THEN 'duplicate_row' ELSE 'conflicting_key' END FROM ("
        f"SELECT ord, content, first_value(content) OVER run AS first, row_number() OVER run AS nth "
        f"FROM {name} SEMI JOIN suspects USING (ord) "
        f"WINDOW run AS (PARTITION BY {same} ORDER BY ord)) WHERE nth > 1"
    )
    db.execute("DROP TABLE suspects")
    db.execute(
        f"DELETE FROM {name} WHERE ord IN (SELECT ord FROM rejected WHERE name = '{table.name}' "
        f"AND reason IN ('duplicate_row', 'conflicting_key'))"
    )
