"""The desk in a real browser: a whole order by keyboard alone; what was typed survives a lost network."""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from hengxian.hotline.intake import contacts, exchange
from hengxian.hotline.models import Contact, Order
from tests.hotline.intake.test_calls import told
from tests.hotline.knowledge.test_articles import published
from tests.web_hotline.scene import Scene, set_scene

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SIZES = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}


@pytest.fixture
def scene() -> Scene:
    return set_scene()


@pytest.fixture
def call(scene: Scene) -> Contact:
    exchange.take_lines(
        scene.line.hotline, [json.dumps(told("1", "arrival", caller="0599-00001234"))], at=scene.line.at
    )
    return Contact.objects.get()


@pytest.fixture
def page(scene: Scene, chromium: Any, live_server: Any) -> Iterator[Any]:
    """The agent's browser."""
    context = chromium.new_context(viewport=SIZES["desk"], locale="zh-CN")
    [cookie] = scene.client("agent").cookies.values()
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    yield context.new_page()
    context.close()


def test_an_order_is_filed_by_keyboard_alone(
    page: Any, live_server: Any, scene: Scene, call: Contact
) -> None:
    page.goto(f"{live_server.url}/desk/line/{call.pk}/")

    page.keyboard.press("Alt+2")
    page.keyboard.press("Alt+t")
    page.keyboard.type("某路路灯不亮")
    for _ in range(2):
        page.keyboard.press("Tab")
    for _ in range(3):
        page.keyboard.press("ArrowDown")  # 停水, 物业, 路面破损
    page.keyboard.press("Tab")
    page.keyboard.type("东区")
    page.keyboard.press("Alt+r")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")

    order = Order.objects.get()
    assert (order.type, order.text, order.matter, order.area) == (
        "appeal", "某路路灯不亮", scene.line.matters["路面破损"], "东区",
    )  # fmt: skip
    assert (order.read_back, order.contact, order.caller) == (True, call, call.caller)
    assert order.number in page.inner_text("main") and "查询码" in page.inner_text("main")
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_the_key_that_takes_a_call_is_not_lost_while_the_strip_is_asked_anew(
    page: Any, live_server: Any, call: Contact
) -> None:
    page.goto(f"{live_server.url}/desk/line/")
    page.locator(f"#wait-{call.pk}").focus()

    with page.expect_response("**/desk/line/strip/") as asked:
        pass
    asked.value.finished()
    page.wait_for_timeout(200)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    call.refresh_from_db()
    assert page.url.endswith(f"/desk/line/{call.pk}/")
    assert call.agent is not None


def test_a_form_that_comes_back_stands_at_what_is_missing_and_offers_no_draft_of_itself(
    page: Any, live_server: Any, call: Contact
) -> None:
    page.goto(f"{live_server.url}/desk/line/{call.pk}/")
    page.keyboard.press("Alt+2")
    page.keyboard.type("某路路灯不亮")

    with page.expect_navigation():
        page.keyboard.press("Control+Enter")

    assert page.evaluate("document.activeElement.name") == "read_back"
    assert "恢复草稿" not in page.inner_text("main")


def test_going_back_and_sending_the_same_words_makes_no_second_order(
    page: Any, live_server: Any, scene: Scene, call: Contact
) -> None:
    page.goto(f"{live_server.url}/desk/line/{call.pk}/")
    page.keyboard.press("Alt+1")
    page.keyboard.type("路灯归谁管")
    page.keyboard.press("Alt+r")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")

    page.go_back()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    same = list(Order.objects.values_list("text", flat=True))
    page.go_back()
    page.locator("[name=text]").fill("另有一事")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")

    assert same == ["路灯归谁管"]
    assert sorted(Order.objects.values_list("text", flat=True)) == ["另有一事", "路灯归谁管"]


def test_what_was_typed_survives_a_lost_network(page: Any, live_server: Any, call: Contact) -> None:
    address = f"{live_server.url}/desk/line/{call.pk}/"
    page.goto(address)
    page.keyboard.type("长长的一段记录")
    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(500)

    page.context.set_offline(False)
    page.goto(address)
    page.click("text=恢复草稿")

    assert page.input_value("[name=text]") == "长长的一段记录"
    assert not Order.objects.exists()


@pytest.mark.parametrize("size", SIZES)
def test_knowledge_is_seen_while_typing_without_scrolling(
    page: Any, live_server: Any, scene: Scene, call: Contact, size: str
) -> None:
    for number, title in enumerate(("路灯报修", "路灯不亮的处置", "路灯更换", "路灯分管范围")):
        published(scene.line, title, text=f"某路路灯不亮由城管局维修，二十四小时内到场（{number}）。")
    agent = scene.line.actor("agent")
    contacts.claim(call, by=agent, at=scene.line.at)
    page.set_viewport_size(SIZES[size])
    page.goto(f"{live_server.url}/desk/line/{call.pk}/")

    page.click("[name=text]")
    page.keyboard.type("某路路灯不亮", delay=20)
    page.wait_for_selector("[data-article]")

    found, width, height = page.locator("[data-article] a").first.bounding_box(), *SIZES[size].values()
    assert found["y"] >= 0 and found["y"] + found["height"] <= height
    assert 0 <= found["x"] < width
    written = page.locator("[name=text]").bounding_box()
    ontop = "([x, y]) => document.elementFromPoint(x, y).matches('[data-article] a, [name=text]')"
    assert page.evaluate(ontop, [found["x"] + 4, found["y"] + 4])
    assert page.evaluate(ontop, [written["x"] + 20, written["y"] + 20])


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_have_no_serious_fault_for_those_who_do_not_see_them(
    page: Any, live_server: Any, call: Contact, size: str
) -> None:
    page.set_viewport_size(SIZES[size])
    paths = (
        f"/desk/line/{call.pk}/",
        "/desk/contact/",
        "/public/",
        "/public/city/request/",
        "/public/city/progress/",
    )

    found = {}
    for path in paths:
        page.goto(f"{live_server.url}{path}")
        faults = Axe().run(page).response["violations"]
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        serious = [fault["id"] for fault in faults if fault["impact"] in ("serious", "critical")]
        found[path] = serious + ["wider than the screen"] * wide

    assert found == {path: [] for path in paths}
