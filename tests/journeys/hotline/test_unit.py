"""The clerk of a unit: takes up what came in, asks for more days, replies and records on one page, by hand or by phone."""

import pytest

from hengxian.hotline.models import Extension, Hotline, Order
from tests.journeys.hotline.doing import does, transferred
from tests.journeys.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_an_order_is_taken_up_extended_replied_to_and_recorded(stage: Stage, hotline: Hotline) -> None:
    order = transferred(stage, hotline, "湖滨片区路面破损", "路面破损")
    desk = stage.desk("handler")

    page = desk.open("/unit/?view=waiting")
    desk.look("unit-1-inbox")
    page.get_by_role("checkbox", name=f"勾选工单 {order.number}").check()
    page.get_by_role("button", name="接收勾选的工单").click()
    page.get_by_text("已接收 1 件").wait_for()
    desk.act(f"/unit/order/{order.pk}/handle/", "申请延期", reason="需等待材料到货", days="3")
    does(stage, "manager", Extension.objects.get(order=order), "approve", reason="情况属实")
    desk.open(f"/unit/order/{order.pk}/handle/")
    page.get_by_text("期限的由来").click()
    desk.look("unit-2-in-hand")
    desk.fill(
        {
            "way": "电话", "at_time": f"{stage.at:%Y-%m-%dT%H:%M}", "content": "已到现场修补，谢谢您的反映。",
            "result": "已于当日修补并恢复通行。", "claimed_resolved": "yes",
        }
    )  # fmt: skip
    desk.send()
    desk.open(f"/unit/order/{order.pk}/")
    desk.look("unit-3-closed")

    order = Order.objects.get(pk=order.pk)
    assert (order.status, order.result) == ("已办结", "已于当日修补并恢复通行。")
    assert Extension.objects.get(order=order).status == "已批准"
