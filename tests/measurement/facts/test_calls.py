"""Legs of one call: rows with one identity are one call, whatever leg came first or was answered (dataset.md)."""

from pathlib import Path

import pytest

from tests.measurement.specs import measured, pair, share, write

LEGS = """
    call_id  | linked_id | arrived_at          | answered_at         | is_test
    A        |           | 2025-03-10 08:00:10 |                     |
    B        | A         | 2025-03-10 08:00:00 | 2025-03-10 08:00:20 |
    C        | A         | 2025-03-10 08:00:05 | 2025-03-10 08:00:12 |
    D        | unlisted  | 2025-03-10 09:00:00 |                     |
    E        | unlisted  | 2025-03-10 09:00:05 | 2025-03-10 09:00:16 |
    F        | B         | 2025-03-10 10:00:00 |                     |
    itself   | itself    | 2025-03-10 11:00:00 | 2025-03-10 11:00:15 |
    test     |           | 2025-03-10 12:00:00 |                     |
    G        | test      | 2025-03-10 12:00:05 |                     | 是
    lost     |           | 2025-03-10 13:00:00 |                     |
    H        | lost      | 2025-03-10 13:00:01 | 2025-03-11 00:00:01 |
    cut      |           | 2025-03-10 14:00:00 |                     |
    I        | cut       | 2025-03-11 00:00:01 | 2025-03-11 00:00:02 |
"""


@pytest.mark.covers("C-4")
def test_call_is_its_earliest_arrival_and_earliest_answer(tmp_path: Path) -> None:
    folder = write(tmp_path / "d", calls=LEGS)

    found = measured(folder, "2025-03-10", "2025-03-12", "2025-03-11 00:00")

    # A, unlisted and itself were answered; unlisted 16 s after its first leg arrived. F is a leg of B's name alone.
    assert pair(found, "call_connection_rate") == (3, 6)
    assert share(found, "answer_15s").misses == ("unlisted", "B", "lost", "cut")
    assert share(found, "call_connection_rate").left_out == {"tests": 1}
    assert found.tables["calls"].later == 1
