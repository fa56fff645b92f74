"""Tables typed and judged: what was kept lies in `read_<table>`, what was set aside is counted and listed."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import duckdb

from hengxian.measurement.faults import DatasetFault
from hengxian.measurement.reading.description import TableDescription
from hengxian.measurement.reading.folder import DataFile
from hengxian.measurement.reading.judging import SQL_TYPES, judged_sql, present
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

# Columns no figure, list or sample reads; they still count when two rows are compared.
_UNSTAGED = {"calls": {"ended_at", "queue", "agent", "caller"}, "work_orders": {"confidential", "exclusion_by"}}

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
    watch: Watch,
) -> Read:
    """Read a table's files (each with its codec) into `read_<table>` and `rejected`."""
    opened = [_Opened.of(db, file, table, told, encoding) for file, encoding in files.items()]
    check_columns(table, told, {one.file.name: one.header for one in opened})
    columns = [c for c in table.columns if any(c in present(table, told, one.header) for one in opened)]
    staged = [c for c in columns if c.name not in _UNSTAGED.get(table.name, ())]
    types = ", ".join(f'"{c.name}" {SQL_TYPES.get(c.kind, "VARCHAR")}' for c in staged)
    db.execute(f"CREATE TABLE read_{table.name} (ord BIGINT, reason reason, content UBIGINT, {types})")
    rows = {}
    for one in opened:
        rows[one.file.name] = one.insert(db, table, told, {c.name for c in staged}, watch)
    _set_aside_rows(db, table)
    _set_aside_repeats(db, table)
    rejected = Counter(
        dict(db.execute("SELECT reason, count(*) FROM rejected WHERE name = ? GROUP BY 1", [table.name]).fetchall())
    )
    return Read(table, rows, rejected, frozenset(c.name for c in columns))


@dataclass(frozen=True)
class _Opened:
    file: DataFile
    encoding: str
    header: Header

    @classmethod
    def of(
        cls, db: duckdb.DuckDBPyConnection, file: DataFile, table: Table, told: TableDescription, encoding: str
    ) -> "_Opened":
        if file.format == ".parquet":
            return cls(file, encoding, parquet_header(db, file))
        first = next(batches(file, table, told, encoding))
        return cls(file, encoding, text_header(file, table, told, first.header))

    def insert(
        self, db: duckdb.DuckDBPyConnection, table: Table, told: TableDescription, staged: set[str], watch: Watch
    ) -> int:
        names = [f'"{c.name}"' for c in present(table, told, self.header) if c.name in staged]
        into = f"INSERT INTO read_{table.name} (ord, reason, content, {', '.join(names)})"
        rows = 0
        for relation, count in self._relations(db, table, told):
            judged = judged_sql(table, told, self.header, relation, self.file.number)
            try:
                db.execute(f"{into} SELECT ord, reason, content, {', '.join(names)} FROM ({judged})")
            except duckdb.OutOfMemoryException:
                raise
            except duckdb.Error as error:
                raise DatasetFault(f"{self.file.name} 读到一半出错：{str(error).splitlines()[0]}") from error
            rows += count
            watch(self.file.name, rows)
        return rows

    def _relations(
        self, db: duckdb.DuckDBPyConnection, table: Table, told: TableDescription
    ) -> Iterator[tuple[str, int]]:
        if self.file.format == ".parquet":
            relation = parquet_relation(self.file)
            count = db.execute(f"SELECT count(*) FROM {relation}").fetchone()
            yield relation, count[0] if count else 0
            return
        for batch in batches(self.file, table, told, self.encoding):
            if batch.rows:
                db.register("batch", arrays(batch, self.header))
                yield "batch", len(batch.rows)
                db.unregister("batch")


def _set_aside_rows(db: duckdb.DuckDBPyConnection, table: Table) -> None:
    name = f"read_{table.name}"
    moved = f"INSERT INTO rejected SELECT '{table.name}', ord, reason FROM {name} WHERE reason IS NOT NULL"
    db.execute(moved)
    db.execute(f"DELETE FROM {name} WHERE reason IS NOT NULL")


def _set_aside_repeats(db: duckdb.DuckDBPyConnection, table: Table) -> None:
    """`duplicate_row` and `conflicting_key`: the first in file order stays.

    A table with a key compares rows of one key; the others compare whole rows, all of whose columns are staged.
    """
    name = f"read_{table.name}"
    if table.is_keyed:
        suspect = same = f'"{table.key}"'
    else:
        suspect = "content"
        columns = [f'"{c}"' for (c,) in db.execute(f"SELECT column_name FROM (DESCRIBE {name})").fetchall()]
        same = ", ".join(c for c in columns if c not in ('"ord"', '"reason"'))
    db.execute(
        f"INSERT INTO rejected SELECT '{table.name}', ord, "
        f"CASE WHEN content = first THEN 'duplicate_row' ELSE 'conflicting_key' END FROM ("
        f"SELECT ord, content, first_value(content) OVER run AS first, row_number() OVER run AS nth FROM {name} "
        f"WHERE {suspect} IN (SELECT {suspect} FROM {name} GROUP BY {suspect} HAVING count(*) > 1) "
        f"WINDOW run AS (PARTITION BY {same} ORDER BY ord)) WHERE nth > 1"
    )
    db.execute(
        f"DELETE FROM {name} WHERE ord IN (SELECT ord FROM rejected WHERE name = '{table.name}' "
        f"AND reason IN ('duplicate_row', 'conflicting_key'))"
    )
