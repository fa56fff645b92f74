"""Returns: counted, ruled on by the manager, never restarting the clock (B-4); recusal and the unit complained of (B-9)."""

import pytest

from hengxian.hotline.models import Order, Part
from hengxian.hotline.queries import working
from hengxian.kernel.refusals import NotAllowed, Refused
from hengxian.records.models.notice import Notice
from tests.hotline.line import Line


def returned(line: Line, order: Order, who: str = "clerk") -> Order:
    return line.does(who, order, "return", reason="不属于本单位职责", proposed_unit="住建局")


def ruled(line: Line, order: Order, unit: str, **more: object) -> Order:
    return line.does(
        "manager", order, "settle_return", units=[line.units[unit].pk], reason="属该单位职责", **more
    )


@pytest.mark.covers("B-4")
def test_third_return_is_on_the_managers_list_and_the_clock_ran_all_along(line: Line) -> None:
    order = line.transferred("城管局")
    due_at = order.due_at

    for who, unit in (("clerk", "住建局"), ("clerk_of_housing", "城管局"), ("clerk", "住建局")):
        before = list(working.often_returned(line.hotline))
        order = ruled(line, returned(line, order, who), unit)
        line.later(days=1)

    order.refresh_from_db()
    assert before == []
    assert [each.pk for each in working.often_returned(line.hotline)] == [order.pk]
    assert (order.returns, order.due_at, order.limit_at) == (3, due_at, due_at)
    assert (
        Notice.objects.filter(text=f"工单 {order.number} 第 3 次退单，等待裁定").count() == 2
    )  # both managers
    assert [part.return_reason for part in order.parts.order_by("pk")] == ["不属于本单位职责"] * 3 + [""]


@pytest.mark.covers("B-4")
def test_directed_unit_cannot_return_again(line: Line) -> None:
    order = ruled(line, returned(line, line.transferred("城管局")), "城管局", is_directed=True)

    with pytest.raises(Refused) as refused:
        returned(line, order)

    assert str(refused.value) == "该工单已指定承办，不得再退单（10.2.2）"


def test_agent_cannot_hand_a_returned_order_on_past_the_manager(line: Line) -> None:
    order = returned(line, line.transferred("城管局"))

    with pytest.raises(Refused, match="须先由热线管理者裁定退单"):
        line.does("agent", order, "transfer", opinion="请办", units=[line.units["住建局"].pk], limit_days=3)


def test_unit_beside_the_lead_returns_its_own_part_only(line: Line) -> None:
    order = line.transferred("城管局", "住建局", lead="城管局")
    other = Part.objects.get(order=order, unit=line.units["住建局"])

    line.does("clerk_of_housing", other, "return", reason="不涉及住建")

    order.refresh_from_db()
    assert (order.status, order.returns) == ("已转交", 0)
    with pytest.raises(Refused, match="牵头单位退单须在工单上提出"):
        line.does("clerk", Part.objects.get(order=order, is_lead=True), "return", reason="不属于")


def test_one_unit_does_not_act_on_the_part_of_another(line: Line) -> None:
    order = line.transferred("城管局", "住建局", lead="城管局")
    other = Part.objects.get(order=order, unit=line.units["住建局"])

    with pytest.raises(Refused, match="只能由该单位办理"):
        line.does("clerk", other, "contribute", contribution="代填")


def test_unit_complained_of_neither_leads_nor_takes_up(line: Line) -> None:
    order = line.order(is_conduct_complaint=True, complained_of=line.units["城管局"], type="suggestion")
    with pytest.raises(Refused, match="不能由其牵头"):
        line.does("agent", order, "transfer", opinion="请办", units=[line.units["城管局"].pk], limit_days=3)
    line.does(
        "agent", order, "transfer", opinion="请办", limit_days=3,
        units=[line.units["城管局"].pk, line.units["应急局"].pk], lead=line.units["应急局"].pk,
    )  # fmt: skip
    own = Part.objects.get(order=order, unit=line.units["城管局"])

    with pytest.raises(NotAllowed) as refused:
        line.does("clerk", own, "take_up")
    line.does("clerk", own, "contribute", contribution="情况说明")

    own.refresh_from_db()
    assert str(refused.value) == "不能“接收”：该工单投诉的是本人所在单位"
    assert own.status == "已提交"


def test_interested_person_does_not_handle_the_order(line: Line) -> None:
    order = line.transferred("城管局")
    line.does("clerk", order, "recuse", reason="服务对象是本人亲属")

    with pytest.raises(NotAllowed, match="已登记回避"):
        line.does("clerk", order, "take_up")
    line.does("clerk_two", order, "take_up")

    order.refresh_from_db()
    assert order.status == "办理中"


def test_only_a_manager_names_another_as_interested(line: Line) -> None:
    order = line.transferred("城管局")
    other = str(line.actor("clerk").person)
    with pytest.raises(Refused, match="只有热线管理者可以指明他人回避"):
        line.does("agent", order, "recuse", reason="有利害关系", person=other)

    line.does("manager", order, "recuse", reason="有利害关系", person=other)

    with pytest.raises(NotAllowed, match="已登记回避"):
        line.does("clerk", order, "take_up")
