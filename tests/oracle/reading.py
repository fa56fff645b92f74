"""A dataset folder read by dataset.md into lists of dict rows, and the account of what was set aside."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from .contract import ABOUT_ORDERS, OWN_EVENT, TABLES, event_columns
from .files import RawFile, read_file
from .instants import end_of, instant_of, local, local_date, midnight
from .rows import Mapping, Row, sift

SUFFIXES = (".csv", ".tsv", ".parquet", ".xlsx")


class DatasetError(ValueError):
    """The dataset cannot be read at all."""


@dataclass
class Table:
    """Kept rows in file order (`seen` are those not later than as_of, cut there), and the counts."""

    columns: set[str]
    kept: list[Row]
    read: int
    rejected: dict[str, int]
    seen: list[Row] = field(default_factory=list)
    later: int = 0
    orphans: int = 0


@dataclass
class Dataset:
    """Everything the figures may look at. Instants are microseconds since 1970 UTC."""

    zone: ZoneInfo
    start: int
    end: int
    as_of: int
    tables: dict[str, Table]
    plan: str | None

    def rows(self, table: str) -> list[Row]:
        return self.tables[table].seen if table in self.tables else []

    def has(self, table: str, *columns: str) -> bool:
        return table in self.tables and self.tables[table].columns >= set(columns)


def read_dataset(
    folder: Path, start: date | None = None, end: date | None = None, as_of: datetime | None = None
) -> Dataset:
    """Read every table of the folder; raises DatasetError for what the contract calls an error."""
    toml = folder / "dataset.toml"
    described: dict[str, Any] = tomllib.loads(toml.read_text("utf-8")) if toml.exists() else {}
    zone = ZoneInfo(described.get("timezone", "Asia/Shanghai"))
    tables = {}
    for name in TABLES:
        if files := read_table_files(folder, name, described.get(name, {})):
            tables[name] = read_table(name, files, described.get(name, {}), zone)
    period = described.get("period", {})
    moment = as_of or described.get("as_of")
    cut = None if moment is None else to_instant(moment, zone)
    first, last = period_of(start or period.get("start"), end or period.get("end"), tables, cut, zone)
    dataset = Dataset(zone, first, last, last if cut is None else cut, tables, plan_of(described))
    cut_at(dataset)
    return dataset


def plan_of(described: dict[str, Any]) -> str | None:
    plan = described.get("followups", {}).get("plan")
    return None if plan is None else str(plan)


def to_instant(moment: datetime, zone: ZoneInfo) -> int:
    return instant_of(moment.astimezone(UTC)) if moment.tzinfo else local(moment, zone)


def read_table_files(folder: Path, name: str, section: dict[str, Any]) -> list[RawFile]:
    patterns = section.get("files", [f"{name}.*"])
    found: dict[str, Path] = {}
    for pattern in patterns:
        matches = [path for path in folder.glob(pattern) if path.suffix in SUFFIXES]
        if not matches and "files" in section:
            raise DatasetError(f"{name}: 没有与“{pattern}”相符的文件")
        found |= {path.name: path for path in matches}
    names = sorted(found, key=lambda text: text.encode())
    return [read_file(found[each], section.get("encoding")) for each in names]


def read_table(name: str, files: list[RawFile], section: dict[str, Any], zone: ZoneInfo) -> Table:
    mapping = Mapping(name, section, zone)
    headers = {column for file in files for column in file.header}
    for theirs in mapping.named_columns():
        if theirs not in headers:
            raise DatasetError(f"{name}: 没有一个文件有“{theirs}”列")
    ours = {column for column in TABLES[name] if any(part in headers for part in mapping.parts(column))}
    if missing := [c for c, about in TABLES[name].items() if about.is_required and c not in ours]:
        raise DatasetError(f"{name}: 缺少必需的列 {missing}")
    kept, rejected = sift(mapping, files)
    return Table(ours, kept, sum(len(file.rows) for file in files), rejected)


def period_of(
    start: date | None, end: date | None, tables: dict[str, Table], cut: int | None, zone: ZoneInfo
) -> tuple[int, int]:
    """[S, E): what is declared, else the local days of the earliest and the latest event."""
    if start is not None and end is not None:
        return midnight(start, zone), midnight(end, zone)
    events = [
        row[column]
        for name, table in tables.items()
        for row in table.kept
        for column in event_columns(name)
        if row[column] is not None and (cut is None or row[column] <= cut)
    ]
    if not events:
        raise DatasetError("没有声明周期，也没有任何事件")
    first = start or local_date(min(events), zone)
    last = midnight(end, zone) if end else end_of(local_date(max(events), zone), zone)
    return midnight(first, zone), last


def cut_at(dataset: Dataset) -> None:
    """Fill `seen`: rows whose own event has happened, what came after as_of emptied, orphans left out."""
    orders = (
        {row["order_id"] for row in dataset.tables["work_orders"].kept}
        if "work_orders" in (dataset.tables)
        else set()
    )
    for name, table in dataset.tables.items():
        for row in table.kept:
            is_later = row[OWN_EVENT[name]] > dataset.as_of
            is_orphan = name in ABOUT_ORDERS and row["order_id"] is not None and row["order_id"] not in orders
            table.later += is_later
            table.orphans += is_orphan
            if not is_later and not is_orphan:
                table.seen.append(happened(name, row, dataset.as_of))


def happened(name: str, row: Row, as_of: int) -> Row:
    seen = dict(row)
    for column in event_columns(name):
        if seen[column] is not None and seen[column] > as_of:
            seen[column] = None
    if name == "work_orders" and seen["closed_at"] is None:
        halves = (seen["replied_at"], seen["recorded_at"])
        seen["closed_at"] = None if None in halves else max(halves)
    return seen
