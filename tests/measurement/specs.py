"""Small datasets written as tables of text: read by the reading rooms, measured by the engine."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hengxian.measurement.dataset import Dataset, open_dataset, read_dataset
from hengxian.measurement.engine import Findings, measure
from hengxian.measurement.facts.ask import Ask, local_midnight
from hengxian.measurement.values import Measured
from hengxian.measurement.zones import ZoneRules, instant
from hengxian.standard.calendars.arrangement import state_council
from hengxian.standard.model.limits import Limits

LIMITS = Limits(
    answer_seconds=15,
    message_seconds=180,
    mailbox_seconds=24 * 3600,
    connection_percent=95,
    connection_window_hours=24,
    transfer_working_days=2,
)
"""The constants of CMM-525-0004: 10.1.2 and 10.2.2."""

Reject = tuple[str, int, str, list[str | None]]
"""One row of rejects/<table>.csv: file, line, reason, the fields as they stood."""


def cells(text: str) -> list[list[str]]:
    """The cells of a table written with bars: one row a line, spaces around a cell dropped."""
    return [[cell.strip(" ") for cell in line.split("|")] for line in text.strip().splitlines()]


def as_csv(rows: list[list[str]]) -> str:
    """Rows as comma-separated text, every field in quotes."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return text.getvalue()


def write(folder: Path, toml: str = "", **tables: str) -> Path:
    """A dataset folder; each table is given with bars and becomes a csv of its name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(as_csv(cells(text)), encoding="utf-8")
    if toml:
        (folder / "dataset.toml").write_text(toml, encoding="utf-8")
    return folder


def kept(dataset: Dataset, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """The columns of the rows kept, in file order; instants in microseconds since 1970 UTC."""
    names = ", ".join(f'"{column}"' for column in columns)
    return dataset.db.execute(f"SELECT {names} FROM read_{table} ORDER BY ord").fetchall()


def rejects(dataset: Dataset, table: str, folder: Path) -> list[Reject]:
    """What rejects/<table>.csv says, written to a folder."""
    dataset.write_rejects(folder)
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    assert header == ["file", "line", "reason", "row"]
    return [(file, int(line), reason, json.loads(row)) for file, line, reason, row in rows]


@contextmanager
def reading(folder: Path) -> Iterator[Dataset]:
    """The dataset with all its tables read."""
    with read_dataset(folder) as dataset:
        yield dataset


def asking(
    rules: ZoneRules,
    start: str,
    end: str,
    as_of: str = "",
    *,
    followup_days: int | None = None,
    plan: str | None = None,
) -> Ask:
    """The question for local dates [start, end), read at a local time (the end, where none is given)."""
    until = local_midnight(date.fromisoformat(end), rules)
    return Ask(
        start=local_midnight(date.fromisoformat(start), rules),
        end=until,
        as_of=instant(rules.from_local(datetime.fromisoformat(as_of)), rules.zone) if as_of else until,
        limits=LIMITS,
        calendar=state_council().calendar,
        rules=rules,
        followup_days=followup_days,
        plan=plan,
    )


def measured(
    folder: Path,
    start: str,
    end: str,
    as_of: str = "",
    *,
    followup_days: int | None = None,
    most_misses: int = 1000,
) -> Findings:
    """Everything the engine finds in a dataset folder."""
    with open_dataset(folder) as dataset:
        ask = asking(
            dataset.rules, start, end, as_of, followup_days=followup_days, plan=dataset.description.plan
        )
        return measure(dataset, ask, most_misses=most_misses)


def share(found: Findings, id: str) -> Measured:
    """The figure of that id, which must be a share that was measured."""
    figure = found.figures[id]
    assert isinstance(figure, Measured), figure
    return figure


def pair(found: Findings, id: str, variant: str = "") -> tuple[int, int]:
    """Hits and counted of a share or of one of its variants."""
    figure = share(found, id)
    count = figure.variants[variant] if variant else figure.count
    return count.numerator, count.denominator
