"""The typing test in a real browser: the first key starts it, nothing is pasted, the end comes by itself."""

import os
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from hengxian.hotline.models import TypingTest
from hengxian.hotline.people.testing import laid_out, start_code
from hengxian.web.acting.visitor import now
from tests.hotline.closing import set_parameters
from tests.web_hotline.scene import Scene, set_scene

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scene() -> Scene:
    return set_scene()


@pytest.fixture
def page(scene: Scene, chromium: Any, live_server: Any) -> Iterator[Any]:
    """The agent's browser."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    [cookie] = scene.client("agent").cookies.values()
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    yield context.new_page()
    context.close()


def test_first_key_starts_the_clock_and_the_end_hands_in(page: Any, live_server: Any, scene: Scene) -> None:
    line = scene.line
    set_parameters(line, P_typing="1", P_typing_errors="不计差错")
    line.at = now()
    new = TypingTest(hotline=line.hotline, person=line.people["agent"].person)
    test = line.does("inspector", new, "open", source="停水")
    TypingTest.objects.update(minutes="0.1")  # whole minutes are set; a test need not last one
    text = laid_out(TypingTest.objects.get())

    page.goto(f"{live_server.url}/desk/typing/")
    page.fill("[name=code]", start_code(test))
    page.click("main button[type=submit]")
    page.wait_for_selector("[data-typing]")
    waits = TypingTest.objects.get().status
    page.evaluate(
        "document.querySelector('#typed').dispatchEvent(new ClipboardEvent('paste', {cancelable: true}))"
    )
    told = page.inner_text("[data-told]")
    faults = Axe().run(page).response["violations"]
    page.focus("#typed")
    page.keyboard.type(text[:5])
    page.keyboard.press("Enter")
    page.keyboard.insert_text(text[5:9] + "※")
    page.wait_for_selector("text=结果待组织者登记", timeout=15_000)

    taken = TypingTest.objects.get()
    assert (waits, told, faults) == ("待开始", "不能粘贴，请逐字录入", [])
    assert (taken.status, taken.typed, taken.errors) == ("待登记", text[:9] + "※", 1)
    assert taken.ended_at and taken.started_at
    assert Decimal(6) <= Decimal((taken.ended_at - taken.started_at).total_seconds()) < Decimal(9)
