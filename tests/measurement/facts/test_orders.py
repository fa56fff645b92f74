"""When an order is closed (dataset.md, closed_at) and answered at once, seen in the figures."""

from pathlib import Path

import pytest

from tests.measurement.specs import measured, pair, share, write

ORDERS = """
    order_id         | accepted_at      | due_at           | replied_at       | recorded_at      | closed_at
    later is record  | 2025-03-10 08:00 | 2025-03-10 12:00 | 2025-03-10 09:00 | 2025-03-10 12:01 |
    later is reply   | 2025-03-10 08:00 | 2025-03-10 12:00 | 2025-03-10 12:01 | 2025-03-10 09:00 |
    both in time     | 2025-03-10 08:00 | 2025-03-10 12:00 | 2025-03-10 12:00 | 2025-03-10 11:00 |
    reply alone      | 2025-03-10 08:00 | 2025-03-10 12:00 | 2025-03-10 09:00 |                  |
    record alone     | 2025-03-10 08:00 | 2025-03-10 12:00 |                  | 2025-03-10 09:00 |
    stated in time   | 2025-03-10 08:00 | 2025-03-10 12:00 | 2025-03-10 13:00 | 2025-03-10 13:00 | 2025-03-10 12:00
    stated too late  | 2025-03-10 08:00 | 2025-03-10 12:00 | 2025-03-10 09:00 | 2025-03-10 09:00 | 2025-03-10 12:01
    stated after all | 2025-03-10 08:00 | 2025-03-10 12:00 | 2025-03-10 09:00 | 2025-03-10 09:00 | 2025-03-12 00:01
"""


@pytest.mark.covers("T38")
def test_order_is_closed_as_stated_or_else_when_both_were_done(tmp_path: Path) -> None:
    found = measured(write(tmp_path / "d", work_orders=ORDERS), "2025-03-10", "2025-03-12")

    misses = ("later is record", "later is reply", "reply alone", "record alone", "stated too late")
    assert share(found, "on_time_closure_rate").misses == misses
    assert pair(found, "on_time_closure_rate") == (3, 8)


def test_reply_or_record_after_the_moment_of_reading_closes_nothing(tmp_path: Path) -> None:
    orders = """
        order_id    | accepted_at      | handling | replied_at       | recorded_at
        at it       | 2025-03-10 08:00 | direct   | 2025-03-10 09:00 | 2025-03-11 00:00
        record late | 2025-03-10 08:00 | direct   | 2025-03-10 09:00 | 2025-03-11 00:01
        reply late  | 2025-03-10 08:00 | direct   | 2025-03-11 00:01 | 2025-03-10 09:00
    """

    found = measured(
        write(tmp_path / "d", work_orders=orders), "2025-03-10", "2025-03-12", "2025-03-11 00:00"
    )

    assert found.basis == "handling"
    assert share(found, "immediate_answer_rate").misses == ("record late", "reply late")


def test_first_contact_is_believed_before_the_way_of_handling(tmp_path: Path) -> None:
    orders = """
        order_id    | accepted_at      | handling    | closed_in_first_contact | closed_at
        said so     | 2025-03-10 08:00 | transferred | 是                      |
        said no     | 2025-03-10 08:00 | direct      | 否                      | 2025-03-10 08:01
        said naught | 2025-03-10 08:00 | direct      |                         | 2025-03-10 08:01
    """

    found = measured(write(tmp_path / "d", work_orders=orders), "2025-03-10", "2025-03-12")

    assert found.basis == "closed_in_first_contact"
    assert share(found, "immediate_answer_rate").misses == ("said no", "said naught")


def test_order_is_closed_once_when_it_took_one_round_and_stayed_closed(tmp_path: Path) -> None:
    orders = """
        order_id       | accepted_at      | closed_at        | rounds | reopened_at
        one            | 2025-03-10 08:00 | 2025-03-10 09:00 | 1      |
        not said       | 2025-03-10 08:00 | 2025-03-10 09:00 |        |
        two            | 2025-03-10 08:00 | 2025-03-10 09:00 | 2      |
        reopened       | 2025-03-10 08:00 | 2025-03-10 09:00 | 1      | 2025-03-10 10:00
        reopened later | 2025-03-10 08:00 | 2025-03-10 09:00 | 1      | 2025-03-12 00:01
    """

    found = measured(write(tmp_path / "d", work_orders=orders), "2025-03-10", "2025-03-12")

    assert share(found, "one_time_closure_rate").misses == ("two", "reopened")
    assert pair(found, "one_time_closure_rate") == (3, 5)
