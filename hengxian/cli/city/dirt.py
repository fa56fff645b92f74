"""The flaws of real exports: a supplement kept by hand, with doubled, unreadable and impossible rows."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from hengxian.cli.city.chance import Chance
from hengxian.cli.city.folder import Rows
from hengxian.cli.city.season import Season

Row = dict[str, str]
Change = str | Callable[[str], str]


@dataclass(frozen=True)
class Flaw:
    """One kind of flawed row: which columns of a true row change, and how many there are per 100,000 rows."""

    per_100_000: int
    changes: Mapping[str, Change]


def _renamed(identifier: str) -> str:
    return "B" + identifier


def _earlier(instant: str) -> str:
    return str(datetime.fromisoformat(instant) - timedelta(minutes=17)) if instant else "2001-01-01 00:00:00"


def _by_hand(instant: str) -> str:
    """As people type a time: 2025/1/3 9:05."""
    moment = datetime.fromisoformat(instant)
    return f"{moment.year}/{moment.month}/{moment.day} {moment.hour}:{moment.minute:02d}"


def _in_words(instant: str) -> str:
    moment = datetime.fromisoformat(instant)
    return f"{moment.year}年{moment.month}月{moment.day}日 {moment.hour}时{moment.minute}分"


def call_flaws(season: Season) -> tuple[Flaw, ...]:
    """What is wrong in the calls' supplement; the first two kinds are right, only typed by hand."""
    new: dict[str, Change] = {"call_id": _renamed, "linked_id": ""}
    return (
        Flaw(40, {**new, "arrived_at": _by_hand}),
        Flaw(12, {**new, "arrived_at": _in_words}),
        Flaw(45, {}),
        Flaw(9, {"queue": "转夜间值守"}),
        Flaw(8, {**new, "arrived_at": "下午三点多"}),
        Flaw(5, {**new, "answered_at": "2025-13-02 10:00:00"}),
        Flaw(6, {"call_id": ""}),
        Flaw(5, {**new, "arrived_at": "", "answered_at": "", "ended_at": ""}),
        Flaw(4, {**new, "is_test": "不详"}),
        Flaw(14, {**new, "ended_at": _earlier, "answered_at": ""}),
        Flaw(3, {**new, "arrived_at": _ahead(season, 2), "answered_at": "", "ended_at": ""}),
    )


def order_flaws() -> tuple[Flaw, ...]:
    """What is wrong in the work orders' supplement."""
    new: dict[str, Change] = {"order_id": _renamed}
    return (
        Flaw(40, {}),
        Flaw(10, {"department": "（待核）"}),
        Flaw(16, {**new, "closed_at": lambda _: "2001-01-01 00:00:00"}),
        Flaw(8, {**new, "accepted_at": "详见附件"}),
        Flaw(6, {**new, "rounds": "两次"}),
        Flaw(6, {**new, "kind": "其他"}),
        Flaw(5, {"order_id": ""}),
        Flaw(4, {**new, "due_at": "尽快"}),
    )


def followup_flaws(season: Season) -> tuple[Flaw, ...]:
    """What is wrong in the follow-ups' supplement: orders nobody knows, a clock that runs ahead."""
    return (
        Flaw(14, {"order_id": lambda order: order.split("-")[0] + "-99999"}),
        Flaw(9, {}),
        Flaw(8, {"outcome": "语音信箱"}),
        Flaw(5, {"attempted_at": _ahead(season, 3)}),
        Flaw(5, {"resolved": "部分解决"}),
    )


def write_supplement(path: Path, rows: Rows, total: int, flaws: tuple[Flaw, ...], chance: Chance) -> None:
    """Write flawed copies of some of the rows, as the spreadsheet it is: UTF-8 with a byte order mark."""
    size = len(next(iter(rows.values())))
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        sheet = csv.DictWriter(target, list(rows), lineterminator="\r\n")
        sheet.writeheader()
        if not size:
            return
        for flaw in flaws:
            for place in chance.some(size, max(2, flaw.per_100_000 * total // 100_000)).tolist():
                sheet.writerow(_flawed(_row(rows, place), flaw))


def _flawed(row: Row, flaw: Flaw) -> Row:
    flawed = dict(row)
    for name, change in flaw.changes.items():
        flawed[name] = change if isinstance(change, str) else change(row[name])
    return flawed


def _row(rows: Rows, place: int) -> Row:
    return {name: _text(column[place]) for name, column in rows.items()}


def _text(value: object) -> str:
    if isinstance(value, np.datetime64):
        return "" if np.isnat(value) else str(value.astype("datetime64[s]")).replace("T", " ")
    return "" if value is None else str(value)


def _ahead(season: Season, days: int) -> str:
    return str(datetime.fromisoformat(season.as_of_text) + timedelta(days=days, hours=9))
