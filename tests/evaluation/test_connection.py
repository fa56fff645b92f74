"""Every continuous 24 hours (10.1.2.2): the hand-checked cases of indicators.md, and silences."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from .folders import evaluated, write
from .hotline import Row

Run = tuple[str, int, timedelta, bool]
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)

FIRST: tuple[Run, ...] = (
    ("2025-03-10 08:00", 95, 6 * MINUTE, True),
    ("2025-03-10 20:00", 5, MINUTE, False),
    ("2025-03-11 08:00", 5, MINUTE, False),
    ("2025-03-11 09:00", 95, 6 * MINUTE, True),
)
SECOND_CASE: tuple[Run, ...] = (
    ("2025-03-09 13:00", 200, 3 * MINUTE, True),
    ("2025-03-10 08:01", 10, 30 * SECOND, False),
    ("2025-03-10 10:00", 95, 72 * SECOND, True),
    ("2025-03-11 09:00", 200, 3 * MINUTE, True),
)


def result_of(folder: Path, start: str, runs: tuple[Run, ...], as_of: str = "") -> dict[str, Any]:
    """The result of runs of calls: first arrival, how many, how far apart, whether answered."""
    times = [
        (datetime.fromisoformat(first) + n * step, hit)
        for first, many, step, hit in runs
        for n in range(many)
    ]
    rows: list[Row] = [
        {"call_id": str(n), "arrived_at": str(at), "answered_at": str(at) if hit else ""}
        for n, (at, hit) in enumerate(times)
    ]
    toml = f"period = {{ start = {start}, end = 2025-03-12 }}\n{as_of}"
    return evaluated(write(folder / "d", {"calls": rows}, toml=toml))


@pytest.mark.covers("R10.1.2.2-24h", "R13.2.1.3")
def test_two_days_at_the_limit_hide_a_stretch_below_it(tmp_path: Path) -> None:
    result = result_of(tmp_path, "2025-03-10", FIRST)

    check = result["checks"]["connection_24h"]
    assert result["indicators"]["call_connection_rate"]["value"] == "0.950000"
    assert (check["status"], check["failing_windows"], check["windows"]) == ("not_met", 113, 116)
    assert check["worst"] == {"end": "2025-03-11T08:54:00+08:00", "answered": 85, "offered": 95}


@pytest.mark.covers("R10.1.2.2-24h")
def test_window_that_ends_a_day_after_an_arrival_is_judged_too(tmp_path: Path) -> None:
    check = result_of(tmp_path, "2025-03-09", SECOND_CASE)["checks"]["connection_24h"]

    assert (check["status"], check["failing_windows"], check["windows"]) == ("not_met", 99, 593)
    assert (check["worst"]["answered"], check["worst"]["offered"]) == (95, 105)
    assert sum(span["windows"] for span in check["failing_spans"]) == 99


@pytest.mark.covers("R10.1.2.2-24h")
def test_silence_of_over_two_hours_is_told_and_one_of_two_hours_is_not(tmp_path: Path) -> None:
    hourly = ("2025-03-10 02:00", 20, 2 * 60 * MINUTE, True)

    check = result_of(tmp_path, "2025-03-10", (hourly, ("2025-03-11 18:00:01", 1, MINUTE, True)))["checks"][
        "connection_24h"
    ]

    assert check["silences"] == [
        {"start": "2025-03-11T16:00:00+08:00", "end": "2025-03-11T18:00:01+08:00"},
        {"start": "2025-03-11T18:00:01+08:00", "end": "2025-03-12T00:00:00+08:00"},
    ]


def test_less_than_a_day_of_data_is_not_assessable(tmp_path: Path) -> None:
    check = result_of(
        tmp_path, "2025-03-11", (("2025-03-11 08:00", 10, MINUTE, True),), "as_of = 2025-03-11T20:00:00\n"
    )

    told = check["checks"]["connection_24h"]
    assert (told["status"], bool(told["reason"])) == ("not_assessable", True)


def test_share_just_below_the_limit_prints_as_the_limit_and_fails(tmp_path: Path) -> None:
    tenth = timedelta(milliseconds=100)
    runs = (("2025-03-10 08:00", 23749, tenth, True), ("2025-03-10 11:00", 1251, tenth, False))

    result = result_of(tmp_path, "2025-03-10", runs)

    assert result["indicators"]["call_connection_rate"]["value"] == "0.949960"
    assert result["scores"]["leaves"]["call_connection_rate"] == "95.00"
    assert result["checks"]["connection_24h"]["status"] == "not_met"
