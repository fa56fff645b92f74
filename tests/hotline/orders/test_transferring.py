"""Transferring: units, lead, limit; the due date explains itself (10.2.2)."""

from datetime import datetime

import pytest

from hengxian.hotline.deadlines import explained, was_transferred_late
from hengxian.hotline.models import Order, Part
from hengxian.kernel.refusals import Refused
from hengxian.records.parameters import set_value
from tests.hotline.line import Line


def say(line: Line, *units: str, **more: object) -> dict[str, object]:
    return {"opinion": "请核实处理", "units": [str(line.units[name].pk) for name in units], **more}


def refusal(line: Line, order: Order, **facts: object) -> str:
    with pytest.raises(Refused) as refused:
        line.does("agent", order, "transfer", **facts)
    return str(refused.value)


@pytest.mark.covers("R10.2.2.2")
def test_transfer_lacking_opinion_units_or_limit_is_refused(line: Line) -> None:
    order = line.order(matter=line.matters["物业"])

    told = [
        refusal(line, order, **say(line, "住建局", opinion="")),
        refusal(line, order, **say(line)),
        refusal(line, order, **say(line, "住建局")),
    ]

    assert told == [
        "转交办理还缺：转办意见（10.2.2）",
        "转交办理还缺：涉及部门（10.2.2）",
        "该事项类别的办理时限未设定，须填写办理时限（10.2.2.2）",
    ]


@pytest.mark.covers("R10.2.2.2")
def test_transfer_takes_the_limit_of_the_category_in_working_days(line: Line) -> None:
    line.at = datetime.fromisoformat("2026-04-03T16:00+08:00")
    order = line.order()  # 路面破损: 5 working days

    line.does("agent", order, "transfer", **say(line, "城管局"))

    order.refresh_from_db()
    assert (order.limit_days, order.due_at, order.limit_at) == (
        5,
        datetime.fromisoformat("2026-04-14T00:00+08:00"),
        datetime.fromisoformat("2026-04-14T00:00+08:00"),
    )


def test_limit_comes_from_the_table_where_the_category_has_none(line: Line) -> None:
    set_value("P-deadline", [["物业", "7"]], by=line.actor("manager"), at=line.at, basis="热线规定")
    order = line.order(matter=line.matters["物业"])

    line.does("agent", order, "transfer", **say(line, "住建局"))

    order.refresh_from_db()
    assert order.limit_days == 7


def test_due_date_explains_which_days_counted_and_which_did_not(line: Line) -> None:
    line.at = datetime.fromisoformat("2026-04-30T16:00+08:00")
    order = line.order()
    line.does("agent", order, "transfer", **say(line, "城管局"))
    order.refresh_from_db()

    found = explained(order).original

    assert found is not None
    assert found.sentence == (
        "自 2026-04-30（第 0 日）起第 5 个工作日，至 2026-05-11 24:00；劳动节放假 2026-05-01 至 2026-05-05 不计；"
        "周末 2026-05-10 不计；调休上班日 2026-05-09 计入"
    )
    assert found.at == order.due_at


def test_limit_in_a_year_not_announced_is_refused_naming_the_year(line: Line) -> None:
    line.at = datetime.fromisoformat("2026-12-30T16:00+08:00")
    order = line.order()

    told = refusal(line, order, **say(line, "城管局"))

    assert told == "办理时限：2027 年未公布放假安排，涉及该年的工作日不能推定（10.2.2.2）"


@pytest.mark.covers("R10.2.2.4")
def test_transfer_to_two_units_without_lead_is_refused(line: Line) -> None:
    order = line.order()

    told = refusal(line, order, **say(line, "城管局", "住建局"))

    assert told == "涉及两个以上部门的，须从中指定一个牵头单位（10.2.2.4）"


@pytest.mark.covers("R10.2.2.4")
def test_lead_sees_the_parts_of_the_others_and_joins_one_reply(line: Line) -> None:
    order = line.transferred("城管局", "住建局", lead="城管局")
    other = Part.objects.get(order=order, unit=line.units["住建局"])
    line.does("clerk_of_housing", other, "contribute", contribution="已现场查看")
    line.does("clerk", order, "take_up")

    with pytest.raises(Refused) as refused:
        line.does("clerk_of_housing", order, "reply", way="电话", at_time=line.at, content="已办")
    line.does("clerk", order, "reply", way="电话", at_time=line.at, content="已会同住建局办理")

    assert str(refused.value) == "由牵头单位“城管局”办理；协办单位请提交协办意见（10.2.2.4）"
    parts = {part.unit.name: (part.is_lead, part.contribution) for part in order.parts.all()}
    assert parts == {"城管局": (True, ""), "住建局": (False, "已现场查看")}


def test_units_of_another_hotline_cannot_be_named(line: Line) -> None:
    order = line.order()

    told = refusal(line, order, opinion="请处理", units=["999999"])

    assert told.startswith("涉及部门须为本热线现有的承办单位（10.2.2.2）")


@pytest.mark.covers("R10.2.2.1")
def test_late_transfer_is_marked_for_good(line: Line) -> None:
    late, never, on_time = line.order(), line.order(), line.order()
    line.does("agent", on_time, "transfer", **say(line, "城管局"))
    line.later(days=3)
    line.does("agent", late, "transfer", **say(line, "城管局"))
    orders = [Order.objects.get(pk=each.pk) for each in (late, never, on_time)]

    marks = [was_transferred_late(order, line.later(days=100)) for order in orders]

    assert marks == [True, True, False]
