"""Whether the invented quarter looks like a hotline's: counted here naively, from the files."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hengxian.measurement.dataset import read_dataset

Read = Callable[[str], list[dict[str, str]]]
OUTAGE = (datetime(2025, 2, 20, 13, 21), datetime(2025, 2, 20, 16, 36))
COLD = {"2025-01-13", "2025-01-14", "2025-01-15", "2025-01-16"}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.fixture(scope="module")
def calls(rows: Read) -> list[dict[str, str]]:
    """One row a call: the legs and the tests left out."""
    return [row for row in rows("calls") if not row["linked_id"] and row["is_test"] == "false"]


@pytest.fixture(scope="module")
def orders(rows: Read) -> list[dict[str, str]]:
    return [row for row in rows("work_orders") if row["is_test"] == "否"]


def share(found: list[bool]) -> float:
    assert found
    return sum(found) / len(found)


def test_calls_are_as_many_as_asked(rows: Read) -> None:
    assert len({row["linked_id"] or row["call_id"] for row in rows("calls")}) == 6_000


def test_calls_are_mostly_answered_and_mostly_soon(calls: list[dict[str, str]]) -> None:
    waits = [
        (moment(row["answered_at"]) - moment(row["arrived_at"])).total_seconds()
        if row["answered_at"]
        else None
        for row in calls
    ]

    assert 0.945 < share([wait is not None for wait in waits]) < 0.98
    assert 0.80 < share([wait is not None and wait <= 15 for wait in waits]) < 0.92


def test_calls_wait_longer_in_busy_hours(calls: list[dict[str, str]]) -> None:
    def late(hours: set[int]) -> float:
        answered = [row for row in calls if row["answered_at"] and moment(row["arrived_at"]).hour in hours]
        waits = [moment(row["answered_at"]) - moment(row["arrived_at"]) for row in answered]
        return share([wait > timedelta(seconds=15) for wait in waits])

    assert late({9, 10, 15}) > 2 * late({21, 22, 23, 0, 1, 2, 3, 4, 5, 6})


def test_cold_wave_fills_the_line_and_loses_calls(calls: list[dict[str, str]]) -> None:
    cold = [row for row in calls if row["arrived_at"][:10] in COLD]

    assert len(cold) > 1.4 * len(calls) / 90 * len(COLD)
    assert share([bool(row["answered_at"]) for row in cold]) < 0.94


def test_outage_is_silent_and_listed(calls: list[dict[str, str]], city: Path) -> None:
    def between(days: int) -> int:
        begins, ends = (instant + timedelta(days=days) for instant in OUTAGE)
        return sum(begins <= moment(row["arrived_at"]) < ends for row in calls)

    assert (between(-1) > 10, between(0), between(1) > 10) == (True, 0, True)
    assert (city / "gaps.csv").read_text().splitlines()[1:] == [
        "calls,2025-02-20T13:21:00+08:00,2025-02-20T16:36:00+08:00"
    ]


def test_spring_festival_is_quieter_than_working_days(calls: list[dict[str, str]]) -> None:
    by_day = Counter(row["arrived_at"][:10] for row in calls)

    festival = [by_day[f"2025-02-{day:02d}"] for day in range(1, 5)]
    working = [by_day[f"2025-02-{day:02d}"] for day in (11, 12, 13, 14)]

    assert max(festival) < 0.6 * min(working)


def test_holidays_ask_fewer_consultations(orders: list[dict[str, str]]) -> None:
    def consulting(days: range) -> float:
        chosen = [row for row in orders if row["accepted_at"][:10] in {f"2025-02-{day:02d}" for day in days}]
        return share([row["kind"] == "consultation" for row in chosen])

    assert consulting(range(1, 5)) < consulting(range(10, 15)) - 0.05


def test_orders_are_answered_on_the_spot_closed_and_late_as_in_a_city(orders: list[dict[str, str]]) -> None:
    due = [
        (row["closed_at"] or max(row["replied_at"], row["recorded_at"]), row["due_at"])
        for row in orders
        if "" < row["due_at"] < "2025-04-01"
    ]

    assert 0.50 < share([row["closed_in_first_contact"] == "是" for row in orders]) < 0.60
    assert 0.85 < share([bool(closed) and closed[:10] <= day for closed, day in due]) < 0.94
    assert 0.38 < len(orders) / 6_000 < 0.50


def test_one_county_is_later_than_the_rest(orders: list[dict[str, str]]) -> None:
    def late(is_county: bool) -> float:
        due = [row for row in orders if row["due_at"] and ("泽西县" in row["department"]) == is_county]
        return share([row["closed_at"][:10] > row["due_at"] for row in due])

    assert late(True) > 2 * late(False)


def test_people_say_solved_less_often_than_units_claim(orders: list[dict[str, str]], rows: Read) -> None:
    said = [row["resolved"] == "是" for row in rows("followups") if row["resolved"]]
    claimed = [row["claimed_resolved"] == "是" for row in orders if row["claimed_resolved"]]

    assert 0.74 < share(said) < 0.87
    assert share(claimed) > share(said) + 0.08


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("work_orders", "closed_at"),
        ("work_orders", "reopened_at"),
        ("assignments", "to_at"),
        ("extensions", "approved_at"),
        ("supervisions", "opened_at"),
        ("reviews", "reviewed_at"),
        ("followups", "attempted_at"),
    ],
)
def test_nothing_happens_after_the_export(rows: Read, table: str, column: str) -> None:
    latest = max(row[column][:19].replace("T", " ") for row in rows(table))

    assert "2025-03" < latest <= "2025-04-08 00:00:00"


def test_only_the_supplements_are_flawed_and_in_every_way(city: Path) -> None:
    with read_dataset(city) as dataset:
        rejected = {name: set(read.rejected) for name, read in dataset.tables.items() if read.rejected}
        orphans = dataset.orphans("followups")

    whole = {
        "duplicate_row",
        "conflicting_key",
        "bad_time",
        "missing_key",
        "unknown_value",
        "impossible_order",
    }
    assert rejected == {
        "calls": whole | {"missing_time"},
        "work_orders": whole,
        "followups": {"duplicate_row", "unknown_value"},
    }
    assert orphans > 0
