"""The agent: a call is taken and filed by keyboard alone, answered from an article; the slower agent keeps his words."""

import pytest

from hengxian.hotline.intake import contacts
from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.intake.contacts import Message
from hengxian.hotline.models import Article, Contact, Hotline, Order
from tests.journeys.hotline.doing import ring
from tests.journeys.stage import Desk, Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_call_is_taken_filed_by_keyboard_and_answered_from_an_article(
    stage: Stage, hotline: Hotline
) -> None:
    desk, call = stage.desk("agent"), ring(stage, hotline)

    page = desk.open("/desk/line/")
    page.locator("#strip").get_by_role("button", name="接听").click()
    page.wait_for_url(f"**/desk/line/{call.pk}/")
    desk.look("agent-1-call")
    type_down(desk, "湖滨片区主干道路面塌陷，约一米见方，夜间行车不安全。", place="湖滨片区12号路口")
    page.locator("#suggestions").get_by_text("路面破损如何反映").first.wait_for()
    desk.look("agent-2-typed", ("desktop",))
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    desk.look("agent-3-filed", ("desktop",))
    order = Order.objects.get(contact=call)
    page.get_by_role("link", name="打开工单").click()
    desk.look("agent-4-order")
    cited = Article.objects.get(title="路面破损如何反映")
    desk.act(f"/desk/order/{order.pk}/", "当场答复", article=str(cited.pk), result="告知由城市管理局维修。")

    order.refresh_from_db()
    assert (order.status, order.contact, order.caller) == ("已办结", call, call.caller)
    assert order.area == "湖滨片区" and order.matter is not None and order.matter.name == "路面破损"


def test_an_order_is_transferred_to_its_unit(stage: Stage, hotline: Hotline) -> None:
    desk, call = stage.desk("agent"), ring(stage, hotline)
    desk.open("/desk/line/").locator("#strip").get_by_role("button", name="接听").click()
    desk.page.wait_for_url(f"**/desk/line/{call.pk}/")
    type_down(desk, "新城片区路灯下方路面有坑。", place="新城片区3号路口")
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Control+Enter")
    order = Order.objects.get(contact=call)

    desk.open(f"/desk/order/{order.pk}/transfer/")
    unit = str(order.matter.unit_id if order.matter else 0)
    desk.fill({"opinion": "请核实并答复服务对象", "units": unit})
    desk.look("agent-5-transfer", ("desktop",))
    desk.send()

    order.refresh_from_db()
    assert (order.status, order.lead.name if order.lead else "") == ("已转交", "城市管理局")


def test_the_slower_agent_is_told_and_keeps_what_he_typed(stage: Stage, hotline: Hotline) -> None:
    message = Message("sms", "短信", stage.at, "路灯坏了", sender=Particulars(telephone="0599-0000" + "0301"))
    contact: Contact = contacts.arrive(hotline, message, at=stage.at)[0]
    slow, quick = stage.desk("agent"), stage.desk("agent2")
    slow.open(f"/desk/line/{contact.pk}/")
    slow.page.locator("[name=text]").fill("湖滨片区路灯不亮，我记下的很长的一段话")

    quick.open("/desk/line/").locator("#strip").get_by_role("button", name="接手").first.click()
    quick.page.wait_for_url(f"**/desk/line/{contact.pk}/")
    slow.page.keyboard.press("Alt+2")
    slow.page.keyboard.press("Alt+r")
    with slow.page.expect_navigation() as told:
        slow.page.keyboard.press("Control+Enter")
    slow.look("agent-6-too-late", ("desktop",))

    assert told.value.status == 409
    assert "罗迪 接手" in slow.page.inner_text("main")
    assert slow.page.input_value("[name=text]") == "湖滨片区路灯不亮，我记下的很长的一段话"


def type_down(desk: Desk, text: str, place: str) -> None:
    """What the caller says, without the mouse."""
    keys = desk.page.keyboard
    keys.press("Alt+2")
    keys.press("Alt+t")
    keys.type(text)
    for _ in range(2):
        keys.press("Tab")
    for _ in range(4):
        keys.press("ArrowDown")  # 停水, 占道经营, 物业服务, 路面破损
    keys.press("Tab")
    keys.type("湖滨片区")
    keys.press("Tab")
    keys.type(place)
    keys.press("Alt+r")
