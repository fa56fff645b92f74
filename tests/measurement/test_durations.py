"""average_handling_time: exact hours, the middle, the nearest rank, and only the hours of working days."""

from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from hengxian.measurement.values import MeasuredDuration
from tests.measurement.specs import as_csv, measured, write

HEADER = ["order_id", "accepted_at", "handling", "closed_at"]


def handling_time(folder: Path, start: str = "2025-03-01", end: str = "2025-04-01") -> MeasuredDuration:
    figure = measured(folder, start, end).figures["average_handling_time"]
    assert isinstance(figure, MeasuredDuration), figure
    return figure


@pytest.mark.parametrize(
    ("n", "median", "p90"),
    [
        (1, Fraction(1), 1),
        (2, Fraction(3, 2), 2),
        (9, Fraction(5), 9),  # rank ⌈8.1⌉
        (10, Fraction(11, 2), 9),  # rank 9 exactly
        (11, Fraction(6), 10),  # rank ⌈9.9⌉
        (20, Fraction(21, 2), 18),
    ],
)
def test_median_and_ninetieth_percentile_of_one_to_n_hours(
    n: int, median: Fraction, p90: int, tmp_path: Path
) -> None:
    rows = [[str(h), "2025-03-10 00:00", "transferred", f"2025-03-10 {h:02}:00"] for h in range(1, n + 1)]
    Random(n).shuffle(rows)
    (tmp_path / "work_orders.csv").write_text(as_csv([HEADER, *rows]), encoding="utf-8")

    figure = handling_time(tmp_path)

    assert (figure.counted, figure.hours) == (n, Fraction(n + 1, 2))
    assert (figure.variants["median"], figure.variants["p90"]) == (median, Fraction(p90))


def test_mean_is_exact_to_the_microsecond(tmp_path: Path) -> None:
    orders = """
        order_id | accepted_at      | handling    | closed_at
        1        | 2025-03-10 08:00 | transferred | 2025-03-10 08:00:00.000001
        2        | 2025-03-10 08:00 | transferred | 2025-03-10 08:00:00.000001
        3        | 2025-03-10 08:00 | transferred | 2025-03-10 08:00
    """

    assert handling_time(write(tmp_path / "d", work_orders=orders)).hours == Fraction(2, 3 * 3_600_000_000)


def test_only_transferred_orders_closed_in_the_period_count(tmp_path: Path) -> None:
    orders = """
        order_id   | accepted_at      | handling    | closed_at        | exclusion | is_test
        at start   | 2025-02-28 23:00 | transferred | 2025-03-01 00:00 |           |
        at end     | 2025-03-31 23:00 | transferred | 2025-04-01 00:00 |           |
        direct     | 2025-03-10 08:00 | direct      | 2025-03-10 10:00 |           |
        conference | 2025-03-10 08:00 | conference  | 2025-03-10 10:00 |           |
        not said   | 2025-03-10 08:00 |             | 2025-03-10 10:00 |           |
        open       | 2025-03-10 08:00 | transferred |                  |           |
        excluded   | 2025-03-10 08:00 | transferred | 2025-03-10 12:00 | duplicate |
        test       | 2025-03-10 08:00 | transferred | 2025-03-10 20:00 |           | 是
    """

    figure = handling_time(write(tmp_path / "d", work_orders=orders))

    assert (figure.counted, figure.hours) == (1, Fraction(1))
    assert figure.variants["with_excluded"] == Fraction(1 + 4, 2)
    assert figure.left_out == {"tests": 1, "excluded": 1}


@pytest.mark.parametrize(
    ("accepted", "closed", "hours"),
    [
        ("2025-03-10 08:00", "2025-03-10 17:30", Fraction(19, 2)),  # within one Monday
        ("2025-03-14 18:00", "2025-03-17 06:00", 12),  # Friday to Monday
        ("2025-03-15 08:00", "2025-03-16 20:00", 0),  # a weekend
        ("2025-09-27 10:00", "2025-09-29 06:00", 30),  # Sunday 09-28 is worked
        ("2025-09-30 12:00", "2025-10-09 12:00", 24),  # National Day
        ("2024-12-31 12:00", "2025-01-02 12:00", 24),  # across the year
    ],
)
def test_working_hours_are_those_of_working_days(
    accepted: str, closed: str, hours: Fraction, tmp_path: Path
) -> None:
    rows = [["1", accepted, "transferred", closed]]
    (tmp_path / "work_orders.csv").write_text(as_csv([HEADER, *rows]), encoding="utf-8")

    assert handling_time(tmp_path, "2025-01-01", "2026-01-01").variants["working_hours"] == hours


def test_day_of_an_unannounced_year_takes_the_working_hours_alone(tmp_path: Path) -> None:
    orders = """
        order_id | accepted_at      | handling    | closed_at
        1        | 2031-03-10 08:00 | transferred | 2031-03-10 10:00
        2        | 2031-03-10 08:00 | transferred | 2031-03-10 12:00
    """

    figure = handling_time(write(tmp_path / "d", work_orders=orders), "2031-03-01", "2031-04-01")

    assert (figure.hours, figure.variants["median"]) == (Fraction(3), Fraction(3))
    assert "working_hours" not in figure.variants
    assert figure.note
