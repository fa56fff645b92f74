"""The three-party call: the agent brings a unit to the caller's line; what came of it stands in the order, as one call."""

import pytest

from hengxian.hotline.models import Contact, Hotline, Order, Unit
from tests.journeys.hotline.doing import ring
from tests.journeys.hotline.test_agent import type_down
from tests.journeys.stage import Desk, Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.covers("R3.7")
def test_a_unit_is_brought_in_and_solves_it_on_the_line(stage: Stage, hotline: Hotline) -> None:
    desk, call = stage.desk("agent"), ring(stage, hotline)
    order = taken_down(desk, call)
    calls = Contact.objects.count()

    page = desk.open(f"/desk/order/{order.pk}/")
    page.locator("main a.btn").filter(has_text="三方通话").click()
    unit = Unit.objects.get(matters=order.matter_id)
    assert page.locator(f"[name=unit][value='{unit.pk}']").is_checked()
    assert page.input_value("[name=began_at]") == f"{stage.at:%Y-%m-%dT%H:%M}"
    desk.fill({"outcome": "当场解决", "result": "单位值班员当场说明：今晚八点前修补，服务对象满意。"})
    desk.look("conference-1-form")
    desk.send()
    desk.look("conference-2-order")
    desk.open(f"/desk/contact/{call.pk}/")
    desk.look("conference-3-call")

    order.refresh_from_db()
    told = order.notes.get(type="三方通话").told
    assert (order.status, order.handling, order.result[:6]) == ("已办结", "conference", "单位值班员当")
    assert told["parties"] == ["服务对象", "话务员 何晴", "城市管理局"]
    assert call.legs.get(identity__startswith="conference-").outcome == "当场解决"
    assert Contact.objects.count() == calls
    assert "城市管理局" in page.inner_text("main")


@pytest.mark.covers("R10.2.1.2")
def test_a_unit_that_does_not_answer_is_kept_and_the_order_is_transferred(
    stage: Stage, hotline: Hotline
) -> None:
    desk, call = stage.desk("agent"), ring(stage, hotline)
    order = taken_down(desk, call)

    desk.act(f"/desk/order/{order.pk}/", "三方通话", outcome="单位未接听", result="振铃四十秒无人接听")
    page = desk.open(f"/desk/order/{order.pk}/")
    said = page.inner_text("main")
    desk.act(f"/desk/order/{order.pk}/", "转交办理", opinion="三方通话未接听，请尽快联系服务对象")

    order.refresh_from_db()
    leg = call.legs.get(identity__startswith="conference-")
    assert "单位未接听" in said and "振铃四十秒无人接听" in said
    assert (leg.answered_at, leg.party) == (None, "城市管理局")
    assert (order.status, order.lead.name if order.lead else "") == ("已转交", "城市管理局")


def taken_down(desk: Desk, call: Contact) -> Order:
    """The caller's matter, filed from his call."""
    desk.open("/desk/line/").locator("#strip").get_by_role("button", name="接听").click()
    desk.page.wait_for_url(f"**/desk/line/{call.pk}/")
    type_down(desk, "湖滨片区主干道路面塌陷，想知道今天修不修。", place="湖滨片区12号路口")
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Control+Enter")
    return Order.objects.get(contact=call)
