"""What must go today, what is late, what is overdue (R10.2.2.1)."""

from datetime import datetime

import pytest

from hengxian.hotline.queries import working
from tests.hotline.line import Line


@pytest.mark.covers("R10.2.2.1")
def test_orders_that_must_go_today_and_those_that_are_late(line: Line) -> None:
    made = {}
    for said in (
        "2026-04-01T10:00+08:00",
        "2026-04-02T10:00+08:00",
        "2026-04-03T23:30+08:00",
        "2026-04-05T10:00+08:00",
    ):
        line.at = datetime.fromisoformat(said)
        made[said[8:10]] = line.order().pk
    line.at = datetime.fromisoformat("2026-04-03T09:00+08:00")
    gone = line.transferred("城管局")

    # 2026-04-04 to 06 are days off: the 2nd working day after 04-02 is 04-07, after 04-03 to 04-06 it is 04-08
    at = datetime.fromisoformat("2026-04-07T09:00+08:00")
    today = [order.pk for order in working.must_go_today(line.hotline, at)]
    late = [order.pk for order in working.late_to_transfer(line.hotline, at)]
    next_day = [
        order.pk
        for order in working.must_go_today(line.hotline, datetime.fromisoformat("2026-04-08T23:00+08:00"))
    ]

    assert (today, late) == ([made["02"]], [made["01"]])
    assert next_day == [made["03"], made["05"]]
    assert gone.pk not in today + late + next_day


def test_overdue_orders_by_the_limit_in_force(line: Line) -> None:
    order = line.transferred("城管局")

    before, after = (
        [each.pk for each in working.overdue(line.hotline, datetime.fromisoformat(at))]
        for at in ("2026-03-09T23:59+08:00", "2026-03-10T00:00:01+08:00")
    )

    assert (before, after) == ([], [order.pk])


@pytest.mark.covers("B-4")
def test_a_return_takes_no_order_off_the_list_of_those_over_the_limit(line: Line) -> None:
    order = line.does("clerk", line.transferred("城管局"), "return", reason="不属于本单位职责")

    found = working.overdue(line.hotline, datetime.fromisoformat("2026-03-10T09:00+08:00"))

    assert [each.pk for each in found] == [order.pk]
