"""Tables typed and judged: what was kept lies in `read_<table>`, what was set aside is counted and listed."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import duckdb

from hengxian.measurement.asking import one_row
from hengxian.measurement.faults import DatasetFault
from hengxian.measurement.reading.derived import DERIVED, TEXTS, Derived
from hengxian.measurement.reading.description import TableDescription
from hengxian.measurement.reading.folder import DataFile
from hengxian.measurement.reading.judging import judged_sql, present, sql_type
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
    *,
    keeps_texts: bool,
    memory: int,
    watch: Watch,
) -> Read:
    """Read a table's files (each with its codec) into `read_<table>` and `rejected`.

    Without `keeps_texts` the columns that no figure reads as they stand are let go once they were judged;
    `memory` in bytes bounds the search for repeated keys.
    """
    opened = [_Opened.of(db, file, table, told, encoding) for file, encoding in files.items()]
    check_columns(table, told, {one.file.name: one.header for one in opened})
    columns = [c for c in table.columns if any(c in present(table, told, one.header) for one in opened)]
    let_go: frozenset[str] = frozenset() if keeps_texts else TEXTS.get(table.name, frozenset())
    kept = {c.name: sql_type(c) for c in columns if c.name not in let_go}
    names = {c.name for c in columns}
    derived = {one.name: one for one in DERIVED.get(table.name, ()) if names.issuperset(one.needs)}
    types = kept | {name: one.type for name, one in derived.items()}
    listed = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
    db.execute(f"CREATE TABLE read_{table.name} (ord BIGINT, reason reason, content UBIGINT, {listed})")
    rows = {one.file.name: one.insert(db, table, told, kept, derived, watch) for one in opened}
    _set_aside_rows(db, table)
    _set_aside_repeats(db, table, list(kept), memory)
    for done in ("reason", "content"):
        db.execute(f"ALTER TABLE read_{table.name} DROP COLUMN {done}")
    found = db.execute(
        "SELECT reason, count(*) FROM rejected WHERE name = ? GROUP BY 1", [table.name]
    ).fetchall()
    return Read(table, rows, dict(Counter(dict(found))), frozenset(names))


@dataclass(frozen=True)
class _Opened:
    file: DataFile
    encoding: str
    header: Header

    @classmethod
    def of(
        cls,
        db: duckdb.DuckDBPyConnection,
        file: DataFile,
        table: Table,
        told: TableDescription,
        encoding: str,
    ) -> "_Opened":
        if file.format == ".parquet":
            return cls(file, encoding, parquet_header(db, file))
        first = next(batches(file, table, told, encoding))
        return cls(file, encoding, text_header(file, table, told, first.header))

    def insert(
        self,
        db: duckdb.DuckDBPyConnection,
        table: Table,
        told: TableDescription,
        kept: Mapping[str, str],
        derived: Mapping[str, Derived],
        watch: Watch,
    ) -> int:
        there = {column.name for column in present(table, told, self.header)}
        columns = {name: f'"{name}"' for name in kept if name in there}
        columns |= {name: one.sql for name, one in derived.items() if there.issuperset(one.needs)}
        names = ", ".join(f'"{name}"' for name in columns)
        rows = 0
        for relation, count in self._relations(db, table, told):
            judged = judged_sql(table, told, self.header, relation, self.file.number)
            try:
                db.execute(
                    f"INSERT INTO read_{table.name} (ord, reason, content, {names}) "
                    f"SELECT ord, reason, content, {', '.join(columns.values())} FROM ({judged})"
                )
            except duckdb.OutOfMemoryException:
                raise
            except duckdb.Error as error:
                raise DatasetFault(f"{self.file.name} 读到一半出错，文件可能已损坏：应重新导出") from error
            rows += count
            watch(self.file.name, rows)
        return rows

    def _relations(
        self, db: duckdb.DuckDBPyConnection, table: Table, told: TableDescription
    ) -> Iterator[tuple[str, int]]:
        if self.file.format == ".parquet":
            relation = parquet_relation(self.file)
            yield relation, int(one_row(db, f"SELECT count(*) FROM {relation}")[0])
            return
        for batch in batches(self.file, table, told, self.encoding):
            if batch.rows:
                db.register("batch", arrays(batch, self.header))
                yield "batch", len(batch.rows)
                db.unregister("batch")


def _set_aside_rows(db: duckdb.DuckDBPyConnection, table: Table) -> None:
    name = f"read_{table.name}"
    db.execute(
        f"INSERT INTO rejected SELECT '{table.name}', ord, reason FROM {name} WHERE reason IS NOT NULL"
    )
    db.execute(f"DELETE FROM {name} WHERE reason IS NOT NULL")


def _set_aside_repeats(db: duckdb.DuckDBPyConnection, table: Table, kept: list[str], memory: int) -> None:
    """`duplicate_row` and `conflicting_key`: the first in file order stays.

    A table with a key compares rows of one key; the others compare whole rows, all of whose columns are kept.
    """
    name = f"read_{table.name}"
    value = f'hash("{table.key}")' if table.is_keyed else "content"
    suspects = repeated(db, name, value, memory)
    if not len(suspects):
        return
    same = f'"{table.key}"' if table.is_keyed else ", ".join(f'"{column}"' for column in ("content", *kept))
    db.register("suspects", {"v": suspects})
    db.execute(
        f"INSERT INTO rejected SELECT '{table.name}', ord, "
        f"CASE WHEN content = first THEN 'duplicate_row' ELSE 'conflicting_key' END FROM ("
        f"SELECT ord, content, first_value(content) OVER run AS first, row_number() OVER run AS nth FROM {name} "
        f"WHERE {value} IN (SELECT v FROM suspects) WINDOW run AS (PARTITION BY {same} ORDER BY ord)) WHERE nth > 1"
    )
    db.unregister("suspects")
    db.execute(
        f"DELETE FROM {name} WHERE ord IN (SELECT ord FROM rejected WHERE name = '{table.name}' "
        f"AND reason IN ('duplicate_row', 'conflicting_key'))"
    )
