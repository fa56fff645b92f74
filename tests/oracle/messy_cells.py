"""How an invented export writes one cell: time forms, foreign words, blanks, errors."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from .contract import OWN_EVENT, TABLES, event_columns
from .instants import DAY, SECOND, wall
from .messy_facts import World
from .messy_files import Cell

OFFSETS = [UTC, *(timezone(timedelta(minutes=m)) for m in (480, 345, -210))]
NO = ("false", "False", "0", "否", "N", "n")
YES = ("true", "TRUE", "1", "是", "Y", "y")
BLANKS = (" ", "\u3000", "\u00a0", "  ", "\u3000 ")
BAD_TIMES = (
    "2025-03-01",
    "2025/3/1",
    "昨天",
    "2025-02-30 10:00",
    "2025-03-01 25:10",
    "60",
    "2958466",
    "null",
)


@dataclass
class Shape:
    """One table's section of dataset.toml, and the columns it has."""

    table: str
    present: list[str]
    columns: dict[str, str | list[str]] = field(default_factory=dict)
    times: dict[str, str] = field(default_factory=dict)
    empty: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    plan: bool = False

    def theirs(self, column: str) -> list[str]:
        name = self.columns.get(column, column)
        return [name] if isinstance(name, str) else name


class Writer:
    """Turns records into cells of one file."""

    def __init__(self, world: World, shape: Shape, ours: list[str], extension: str) -> None:
        self.world, self.shape, self.ours, self.rng = world, shape, ours, world.rng
        self.is_plain = extension in (".csv", ".tsv")
        self.kinds = {name: self.cell_kind(name, extension) for name in ours}

    def cell_kind(self, name: str, extension: str) -> str:
        """How a column's cells are typed: text, or what parquet and xlsx know besides."""
        kind = TABLES[self.shape.table][name].kind
        is_told = name in self.shape.times or name in self.shape.values or name in self.shape.columns
        if self.is_plain or is_told or name in self.shape.empty:
            return "text"
        if extension == ".parquet":
            typed = {"time": ("local", "instant"), "boolean": ("boolean",), "count": ("integer",)}
        else:
            typed = {"time": ("mixed",), "boolean": ("boolean",), "count": ("integer",)}
        return self.rng.choice(("text", *typed.get(kind, ())))

    def row(self, record: dict[str, Any]) -> list[Cell]:
        is_whole = record.get("whole", False)
        wrong = self.rng.choice(self.ours) if not is_whole and self.rng.random() < 0.05 else None
        if wrong:
            record = self.spoilt(record)
        return [c for name in self.ours for c in self.cells(name, record[name], name == wrong, is_whole)]

    def spoilt(self, record: dict[str, Any]) -> dict[str, Any]:
        """Half of the wrong rows have, besides a wrong cell, an event before the row's own."""
        columns = [c for c in event_columns(self.shape.table) if record[c] is not None]
        if self.rng.random() < 0.5 or not columns:
            return record
        return record | {self.rng.choice(columns): self.world.start - 3 * DAY}

    def contradicted(self, record: dict[str, Any], cells: list[Cell]) -> list[Cell]:
        """The same row with another own event, a second earlier."""
        name = OWN_EVENT[self.shape.table]
        place = sum(len(self.shape.theirs(column)) for column in self.ours[: self.ours.index(name)])
        other = self.cells(name, record[name] - SECOND, False, True)
        return cells[:place] + other + cells[place + len(other) :]

    def cells(self, name: str, value: Any, is_wrong: bool, is_whole: bool) -> list[Cell]:
        width = len(self.shape.theirs(name))
        kind = self.kinds[name]
        if is_wrong and kind in ("text", "mixed"):
            return [self.wrong(name), *([""] * (width - 1))]
        if value is None:
            return self.nothing(name, width, kind)
        if kind != "text":
            return [self.typed_cell(kind, value)]
        if TABLES[self.shape.table][name].kind == "time":
            texts = self.time_texts(name, value, width)
        else:
            texts = [self.word(name, value)]
        return [text if is_whole else self.padded(text) for text in texts]

    def wrong(self, name: str) -> str:
        """An empty or ill-formed text; no number where numbers are declared to be seconds."""
        kind = TABLES[self.shape.table][name].kind
        if self.rng.random() < 0.2:
            return ""
        times = BAD_TIMES[:5] if name in self.shape.times else BAD_TIMES
        texts = {"time": times, "count": ("0", "1.5", "两", "-1")}.get(kind, ("yes", "", "怪"))
        return self.rng.choice(texts)

    def nothing(self, name: str, width: int, kind: str) -> list[Cell]:
        if kind not in ("text", "mixed"):
            return [None]
        words = self.shape.empty.get(self.shape.theirs(name)[-1], [])
        if words and self.rng.random() < 0.7:
            return [*(["2025-03-01"] * (width - 1)), self.rng.choice(words)]
        return [self.rng.choice(("", "", "", *BLANKS)) for _ in range(width)]

    def padded(self, text: str) -> str:
        if self.rng.random() > 0.06:
            return text
        return self.rng.choice(BLANKS) + text + self.rng.choice(("", *BLANKS))

    def word(self, name: str, value: Any) -> str:
        if TABLES[self.shape.table][name].kind == "boolean":
            ours = "true" if value else "false"
            plain = self.rng.choice(YES if value else NO)
        else:
            ours = plain = str(value)
        theirs = [word for word, meant in self.shape.values.get(name, {}).items() if meant == ours]
        return self.rng.choice(theirs) if theirs and self.rng.random() < 0.8 else plain

    def typed_cell(self, kind: str, value: Any) -> Cell:
        if kind == "local":
            return wall(value, self.world.zone).replace(tzinfo=None)
        if kind == "instant":
            return wall(value, self.world.zone).astimezone(UTC)
        if kind != "mixed":
            return value  # type: ignore[no-any-return]
        moment = wall(value, self.world.zone).replace(tzinfo=None)
        choices: list[Cell] = [self.rng.choice(forms(self.rng, value, self.world)), float(serial(moment))]
        if moment.hour or moment.minute or moment.second or moment.microsecond:
            choices.append(moment)
        return self.rng.choice(choices)

    def time_texts(self, name: str, value: int, width: int) -> list[str]:
        moment = wall(value, self.world.zone)
        declared = self.shape.times.get(name)
        if declared == "epoch":
            return [str(value // SECOND)]
        if declared == "mdy":
            return [moment.strftime("%m/%d/%Y %I:%M:%S %p")]
        if declared:
            return [self.rng.choice((f"{moment:%Y-%m-%d}", f"{moment.year}/{moment.month}/{moment.day}"))]
        if width == 1:
            return [self.rng.choice(forms(self.rng, value, self.world))]
        if self.rng.random() < 0.05:
            return [f"{moment:%Y-%m-%d}", ""]
        clock = moment.strftime("%H:%M:%S") + (
            f".{moment.microsecond // 1000:03}" if moment.microsecond else ""
        )
        return [f"{moment:%Y-%m-%d}", clock]


def serial(moment: datetime) -> Decimal:
    """Excel's day number of a wall time, to ten decimals."""
    microseconds = (moment - datetime(1899, 12, 30)) // timedelta(microseconds=1)
    return (Decimal(microseconds) / DAY).quantize(Decimal("1e-10")).normalize()


def forms(rng: random.Random, value: int, world: World) -> list[str]:
    """The undeclared forms that lose nothing of the instant."""
    moment = wall(value, world.zone)
    naive = moment.replace(tzinfo=None)
    other = moment.astimezone(rng.choice(OFFSETS))
    found = [
        other.isoformat(),
        other.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        naive.isoformat(),
        naive.isoformat(" "),
        f"{serial(naive):f}",
    ]
    date, at = f"{naive.year}/{naive.month}/{naive.day}", f"{naive.hour}:{naive.minute:02}"
    if not naive.microsecond:
        found.append(f"{date} {at}:{naive.second:02}")
    if not naive.microsecond and not naive.second:
        han = f"{naive.year}年{naive.month}月{naive.day}日 {naive.hour}时{naive.minute}分"
        found += [f"{date} {at}", naive.strftime("%Y-%m-%d %H:%M"), han]
    return found
