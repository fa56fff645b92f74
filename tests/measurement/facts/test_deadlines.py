"""The deadline in force (dataset.md, extensions), seen in who was on time and in which period an order counts."""

from pathlib import Path

import pytest

from hengxian.measurement.engine import Findings
from tests.measurement.specs import measured, pair, share, write

ORDERS = """
    order_id               | accepted_at      | due_at           | closed_at
    no extension, on it    | 2025-03-10 08:00 | 2025-03-11 08:00 | 2025-03-11 08:00
    no extension, a tick   | 2025-03-10 08:00 | 2025-03-11 08:00 | 2025-03-11 08:00:00.000001
    approved at the limit  | 2025-03-10 08:00 | 2025-03-11 08:00 | 2025-03-12 08:00
    approved a tick late   | 2025-03-10 08:00 | 2025-03-11 08:00 | 2025-03-12 08:00
    chain of three         | 2025-03-10 08:00 | 2025-03-11 08:00 | 2025-03-14 08:00
    chain out of order     | 2025-03-10 08:00 | 2025-03-11 08:00 | 2025-03-14 08:00
    chain with a gap       | 2025-03-10 08:00 | 2025-03-11 08:00 | 2025-03-14 08:00
    tie, later line wins   | 2025-03-10 08:00 | 2025-03-11 08:00 | 2025-03-13 08:00
    tie, earlier line ends | 2025-03-10 08:00 | 2025-03-11 08:00 | 2025-03-12 08:00
    shortened              | 2025-03-10 08:00 | 2025-03-13 08:00 | 2025-03-12 08:00
    shortened, then late   | 2025-03-10 08:00 | 2025-03-13 08:00 | 2025-03-14 08:00
    never closed           | 2025-03-10 08:00 | 2025-03-11 08:00 |
    approved after reading | 2025-03-10 08:00 | 2025-03-14 23:00 | 2025-03-16 08:00
    shortened after reading| 2025-03-10 08:00 | 2025-03-16 08:00 |
    moved out of the period| 2025-03-10 08:00 | 2025-03-14 08:00 |
    moved into the period  | 2025-03-05 08:00 | 2025-03-09 08:00 | 2025-03-10 08:00
    no deadline            | 2025-03-10 08:00 |                  | 2025-03-10 09:00
    no deadline, extended  | 2025-03-10 08:00 |                  | 2025-03-10 09:00
    falls due at the end   | 2025-03-10 08:00 | 2025-03-15 00:00 | 2025-03-10 09:00
    fell due at the start  | 2025-03-09 08:00 | 2025-03-10 00:00 | 2025-03-09 09:00
"""
EXTENSIONS = """
    order_id               | approved_at                | due_at
    approved at the limit  | 2025-03-11 08:00           | 2025-03-12 08:00
    approved a tick late   | 2025-03-11 08:00:00.000001 | 2025-03-12 08:00
    chain of three         | 2025-03-11 07:00           | 2025-03-12 08:00
    chain of three         | 2025-03-12 08:00           | 2025-03-13 08:00
    chain of three         | 2025-03-13 07:00           | 2025-03-14 08:00
    chain out of order     | 2025-03-13 07:00           | 2025-03-14 08:00
    chain out of order     | 2025-03-11 07:00           | 2025-03-12 08:00
    chain out of order     | 2025-03-12 07:00           | 2025-03-13 08:00
    chain with a gap       | 2025-03-11 07:00           | 2025-03-12 08:00
    chain with a gap       | 2025-03-12 09:00           | 2025-03-13 08:00
    chain with a gap       | 2025-03-12 10:00           | 2025-03-14 08:00
    tie, later line wins   | 2025-03-11 07:00           | 2025-03-12 08:00
    tie, later line wins   | 2025-03-11 07:00           | 2025-03-13 08:00
    tie, earlier line ends | 2025-03-11 07:00           | 2025-03-10 09:00
    tie, earlier line ends | 2025-03-11 07:00           | 2025-03-12 08:00
    shortened              | 2025-03-10 09:00           | 2025-03-11 08:00
    shortened, then late   | 2025-03-10 09:00           | 2025-03-11 08:00
    shortened, then late   | 2025-03-12 08:00           | 2025-03-14 08:00
    approved after reading | 2025-03-15 12:00           | 2025-03-17 08:00
    shortened after reading| 2025-03-15 12:00           | 2025-03-12 08:00
    moved out of the period| 2025-03-13 08:00           | 2025-03-16 08:00
    moved into the period  | 2025-03-08 08:00           | 2025-03-10 08:00
    no deadline, extended  | 2025-03-10 08:30           | 2025-03-12 08:00
    an unknown order       | 2025-03-10 08:30           | 2025-03-12 08:00
"""
LATE = [
    "no extension, a tick",
    "approved a tick late",
    "chain with a gap",
    "tie, earlier line ends",
    "shortened",
    "shortened, then late",
    "never closed",
    "approved after reading",
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    folder = write(tmp_path_factory.mktemp("deadlines") / "d", work_orders=ORDERS, extensions=EXTENSIONS)
    return measured(folder, "2025-03-10", "2025-03-15", "2025-03-15 10:00")


def test_extension_holds_while_the_deadline_before_it_still_runs(found: Findings) -> None:
    assert list(share(found, "on_time_closure_rate").misses) == LATE


def test_order_counts_in_the_period_of_its_deadline_in_force(found: Findings) -> None:
    # 20 orders, less: two without a deadline, one due at the end, two due after it.
    assert pair(found, "on_time_closure_rate") == (15 - len(LATE), 15)


def test_original_deadline_is_chosen_and_judged_without_extensions(found: Findings) -> None:
    # Those due in the period as first set: the one moved out is back, the one moved in is gone.
    on_time = {"no extension, on it", "shortened", "fell due at the start"}

    assert pair(found, "on_time_closure_rate", "original_deadline") == (len(on_time), 15)


def test_order_without_a_deadline_is_told_apart(found: Findings) -> None:
    assert share(found, "on_time_closure_rate").apart == {"without_deadline": 2}


def test_deadline_after_the_moment_of_reading_is_not_judged_yet(tmp_path: Path) -> None:
    orders = """
        order_id | accepted_at      | due_at                     | closed_at
        at it    | 2025-03-10 08:00 | 2025-03-12 08:00           | 2025-03-10 09:00
        after it | 2025-03-10 08:00 | 2025-03-12 08:00:00.000001 | 2025-03-10 09:00
    """
    folder = write(tmp_path / "d", work_orders=orders)

    assert pair(measured(folder, "2025-03-10", "2025-03-15", "2025-03-12 08:00"), "on_time_closure_rate") == (
        1,
        1,
    )


def test_supervision_is_due_when_the_deadline_in_force_was_missed(tmp_path: Path) -> None:
    orders = """
        order_id | accepted_at      | due_at           | closed_at                  | is_emergency
        extended | 2025-03-10 08:00 | 2025-03-11 08:00 | 2025-03-12 08:00           | 0
        missed   | 2025-03-10 08:00 | 2025-03-11 08:00 | 2025-03-11 08:00:00.000001 | 0
        watched  | 2025-03-10 08:00 | 2025-03-11 08:00 |                            | 0
        urgent   | 2025-03-10 08:00 |                  | 2025-03-10 09:00           | 1
        too late | 2025-03-10 08:00 |                  | 2025-03-10 09:00           | 1
    """
    extensions = "order_id | approved_at | due_at\nextended | 2025-03-11 08:00 | 2025-03-12 08:00"
    supervisions = """
        order_id | trigger   | opened_at
        watched  | near_due  | 2025-03-10 09:00
        watched  | overdue   | 2025-03-12 09:00
        too late | emergency | 2025-03-15 10:00:01
    """
    folder = write(tmp_path / "d", work_orders=orders, extensions=extensions, supervisions=supervisions)

    found = measured(folder, "2025-03-10", "2025-03-15", "2025-03-15 10:00")

    assert (pair(found, "supervised"), share(found, "supervised").misses) == (
        (1, 4),
        ("missed", "urgent", "too late"),
    )
