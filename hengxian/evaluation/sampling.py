"""Audit samples: stratified, seeded, masked; the same seed gives the same rows in whatever order they lie (C-11)."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from hengxian.evaluation.strata import Stratum, allocate
from hengxian.kernel.fingerprints import digest_text
from hengxian.measurement.dataset import Dataset
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.faults import DatasetFault
from hengxian.measurement.reading.judging import LINES_A_FILE
from hengxian.measurement.reading.values import named, quoted
from hengxian.measurement.tables import BY_NAME, Kind, Table
from hengxian.measurement.zones import DAY, HOUR

TABLES = ("work_orders", "calls", "reviews", "followups")
METHOD = "stratified random"
MASK_LENGTH = 16
"""Hexadecimal digits shown of the digest that stands for an id."""

_PERSONAL = ("caller", "matter")
_OF_TIME = {
    "month": "strftime(make_timestamp(to_local({event})), '%Y-%m')",
    "day": "strftime(make_timestamp(to_local({event})), '%Y-%m-%d')",
    "hour": f"lpad(CAST(to_local({{event}}) % {DAY} // {HOUR} AS VARCHAR), 2, '0')",
}


@dataclass(frozen=True)
class Drawn:
    """One row of the sample: its stratum, what stands for its id, and where it lies for who holds the data."""

    stratum: Stratum
    mask: str
    file: str
    line: int


@dataclass(frozen=True)
class Sample:
    """A sample with what must be printed beside it: population, method, seed, strata."""

    table: str
    by: tuple[str, ...]
    population: int
    seed: str
    strata: Mapping[Stratum, tuple[int, int]]
    rows: tuple[Drawn, ...]


def draw(opened: Dataset, ask: Ask, *, table: str, size: int, seed: str, by: Sequence[str] = ()) -> Sample:
    """Draw from the rows of a table whose event lies in the period; tests and orphans are no part of it.

    Within a stratum rows are taken in order of SHA-256(seed, id). `by` are columns of the table, or month,
    day, hour of its event. Errors: DatasetFault for a table or column that is not there.
    """
    if table not in opened.tables:
        raise DatasetFault(f"数据集没有 {table} 表（{BY_NAME[table].label}），无从抽样")
    strata = [_stratum_sql(opened, BY_NAME[table], name) for name in by]
    population = _population_sql(opened, BY_NAME[table], ask, strata)
    opened.db.execute(f"CREATE OR REPLACE TEMP TABLE to_sample AS {population}")
    names = [f"s{place}" for place in range(len(by))]
    listed = ", ".join(names)
    grouped = f"GROUP BY {listed}" if names else ""
    counts = opened.db.execute(
        f"SELECT {', '.join([*names, 'count(*)'])} FROM to_sample {grouped}"
    ).fetchall()
    sizes = {tuple(stratum): count for *stratum, count in counts if count}
    drawn = allocate(sizes, size)
    rows = [row for stratum in sorted(sizes) for row in _draw(opened, stratum, drawn[stratum], seed)]
    told = {stratum: (sizes[stratum], drawn[stratum]) for stratum in sorted(sizes)}
    numbers = _file_names(opened, table)
    return Sample(
        table=table,
        by=tuple(by),
        population=sum(sizes.values()),
        seed=seed,
        strata=told,
        rows=tuple(
            Drawn(stratum, masked(key, seed), numbers[ord // LINES_A_FILE], ord % LINES_A_FILE)
            for stratum, key, ord in rows
        ),
    )


def masked(key: str, seed: str) -> str:
    """What stands for an id on a list that leaves the house."""
    return digest_text(f"mask\n{seed}\n{key}")[:MASK_LENGTH]


def write_sample(stream: TextIO, sample: Sample) -> None:
    """The list as CSV: number, strata, masked id, file and line."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("no", *sample.by, "id_sha256", "file", "line"))
    for number, row in enumerate(sample.rows, start=1):
        writer.writerow((number, *row.stratum, row.mask, row.file, row.line))


def _stratum_sql(opened: Dataset, table: Table, name: str) -> str:
    if name in _OF_TIME:
        return _OF_TIME[name].format(event=table.event)
    kept = {
        column
        for (column,) in opened.db.execute(f"SELECT column_name FROM (DESCRIBE read_{table.name})").fetchall()
    }
    able = [c.name for c in table.columns if c.kind in (Kind.TEXT, Kind.CHOICE, Kind.FLAG, Kind.ROUNDS)]
    able = [column for column in able if column in kept and column not in _PERSONAL and column != "linked_id"]
    if name not in able:
        raise DatasetFault(f"不能按「{name}」分层：{table.name} 可用 {'、'.join((*able, *_OF_TIME))}")
    return f"coalesce(CAST({named(name)} AS VARCHAR), '')"


def _population_sql(opened: Dataset, table: Table, ask: Ask, strata: Sequence[str]) -> str:
    """SELECT key, ord, s0, s1 …: each thing that can be drawn once."""
    n, event = ask.numbers(), table.event
    columns = "".join(f", {sql} AS s{place}" for place, sql in enumerate(strata))
    seen = f"{event} >= {n['start']} AND {event} < {n['end']} AND {event} <= {n['as_of']}"
    chosen = f"SELECT {_key_sql(opened, table)} AS key, ord, {_test_sql(opened, table)} AS is_test{columns}"
    rows = f"{chosen} FROM read_{table.name} WHERE {seen} AND {_known_sql(opened, table)}"
    firsts = "".join(f", arg_min(s{place}, ord) AS s{place}" for place in range(len(strata)))
    return f"SELECT key, min(ord) AS ord{firsts} FROM ({rows}) GROUP BY key HAVING NOT bool_or(is_test)"


def _key_sql(opened: Dataset, table: Table) -> str:
    """What makes a row that row: its id, a call's identity, or of a follow-up all that it says."""
    if table.name == "calls":
        return "coalesce(linked_id, call_id)" if "linked_id" in opened.columns["calls"] else "call_id"
    if table.is_keyed:
        return named(table.key)
    parts = (
        f"coalesce(CAST({named(c)} AS VARCHAR), '')" for c in table.names if c in opened.columns[table.name]
    )
    return f"concat_ws('|', {', '.join(parts)})"


def _test_sql(opened: Dataset, table: Table) -> str:
    own = "is_test" in opened.columns[table.name]
    if own:
        return "coalesce(is_test, false)"
    if table.name in ("followups", "reviews") and "is_test" in opened.columns.get("work_orders", ()):
        return "coalesce(order_id IN (SELECT order_id FROM read_work_orders WHERE is_test), false)"
    return "false"


def _known_sql(opened: Dataset, table: Table) -> str:
    """Rows about an order that is not in the data cannot be looked up."""
    if table.name not in ("followups", "reviews") or "work_orders" not in opened.tables:
        return "true"
    if "order_id" not in opened.columns[table.name]:
        return "true"
    return "(order_id IS NULL OR order_id IN (SELECT order_id FROM read_work_orders))"


def _draw(opened: Dataset, stratum: Stratum, count: int, seed: str) -> list[tuple[Stratum, str, int]]:
    where = " AND ".join(f"s{place} = {quoted(value)}" for place, value in enumerate(stratum)) or "true"
    rows = opened.db.execute(
        f"SELECT key, ord FROM to_sample WHERE {where} "
        f"ORDER BY sha256(concat({quoted(f'draw{chr(10)}{seed}{chr(10)}')}, key)), key LIMIT {count}"
    ).fetchall()
    return [(stratum, key, ord) for key, ord in rows]


def _file_names(opened: Dataset, table: str) -> dict[int, str]:
    return {file.number: file.name for file in opened.files[table]}
