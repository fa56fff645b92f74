"""Emergencies: one mark alarms the managers at once; the department's record is a second one; 110 at once."""

from datetime import timedelta

import pytest

from hengxian.hotline.intake import emergencies
from hengxian.hotline.models import Note
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.notices.inbox import inbox
from tests.hotline.line import Line


@pytest.mark.covers("R10.1.3.4")
def test_a_mark_alarms_every_manager_at_once_and_one_acknowledges(line: Line) -> None:
    order = line.does("agent", line.order(), "mark_emergency", emergency_type="事故灾难")
    marked_at = line.at

    told = [inbox(line.people[who]) for who in ("manager", "manager_two", "agent", "stranger")]
    line.does("manager", order, "acknowledge_emergency")
    order = line.does("manager_two", order, "acknowledge_emergency")

    assert [len(notices) for notices in told] == [1, 1, 0, 0]
    assert told[0][0].notice.text == f"突发应急事件（事故灾难）：工单 {order.number}，请立即确认"
    assert (order.status, order.is_emergency) == ("已受理", True)
    assert order.reported_to_manager_at == marked_at
    assert order.acknowledged_at == marked_at + timedelta(minutes=1)
    assert order.reported_to_department_at is None


def test_an_order_registered_as_an_emergency_alarms_too(line: Line) -> None:
    order = line.order(is_emergency=True, emergency_type="自然灾害")

    assert order.reported_to_manager_at == line.at
    assert list(emergencies.unacknowledged(line.hotline.pk)) == [order]
    assert len(inbox(line.people["manager"])) == 1


@pytest.mark.covers("R10.1.3.4", "R10.2.2.3")
def test_the_department_is_told_in_a_record_of_its_own(line: Line) -> None:
    order = line.does("agent", line.order(), "mark_emergency", emergency_type="自然灾害")
    told_at = line.later(minutes=5)

    order = line.does(
        "agent", order, "report_emergency", department="应急局", at_time=told_at, receipt="值班员已接报"
    )

    assert (order.emergency_department, order.emergency_receipt) == ("应急局", "值班员已接报")
    assert (order.reported_to_department_at, order.acknowledged_at) == (told_at, None)
    assert order.reported_to_manager_at < told_at


def test_what_is_no_emergency_is_neither_reported_nor_acknowledged(line: Line) -> None:
    order = line.order()

    with pytest.raises(Incomplete) as refused:
        line.does("manager", order, "acknowledge_emergency")

    assert str(refused.value) == "该工单未标记为突发应急事件（10.1.3.4）"


@pytest.mark.covers("B-10")
def test_a_matter_for_the_police_is_passed_on_at_once_and_recorded(line: Line) -> None:
    order = line.order()
    passed_at = line.later(seconds=30)

    order = line.does("agent", order, "pass_on", service="110", at_time=passed_at, receipt="已接警")

    note = Note.objects.get(order=order)
    assert (note.type, note.at, note.text) == ("即时移交", passed_at, "移交 110：已接警")
    assert note.told == {"service": "110", "receipt": "已接警", "by": "话务甲"}
    assert order.status == "已受理"


def test_a_handler_marks_nothing(line: Line) -> None:
    with pytest.raises(NotAllowed):
        line.does("clerk", line.order(), "mark_emergency", emergency_type="自然灾害")
