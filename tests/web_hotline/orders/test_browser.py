"""The pages of orders in a real browser, wide and narrow: reachable by keyboard, no sideways scroll, no script error."""

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from hengxian.hotline.models import Caller, Extension, Part
from tests.cast import placed
from tests.web_hotline.scene import Scene, set_scene

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desktop": (1366, 768), "phone": (390, 844)}
PAGES = (
    ("clerk", "/unit/"),
    ("clerk", "/unit/order/{order}/handle/"),
    ("clerk", "/unit/order/{order}/"),
    ("manager", "/manage/order/{order}/"),
    ("manager", "/manage/today/"),
    ("agent", "/desk/order/{waiting}/transfer/"),
    ("agent", "/desk/order/"),
    ("manager", "/manage/order/{returned}/settle_return/"),
)


@pytest.fixture
def stage(live_server: Any) -> dict[str, Any]:
    """A desk with orders in several states, while a server runs."""
    scene = set_scene()
    line = scene.line
    known = placed(Caller(hotline=line.hotline, key="k", name="林某某", telephone="0571-88001234"))
    order = line.transferred("城管局", "住建局", lead="城管局", caller=known, is_anonymous=False)
    other = Part.objects.get(order=order, unit=line.units["住建局"])
    line.does("clerk_of_housing", other, "contribute", contribution="已现场查看，属市政道路")
    line.does("clerk", order, "take_up")
    line.does(
        "manager",
        line.does("clerk", Extension(order=order, reason="需协调", days=3), "ask"),
        "approve",
        reason="确需",
    )
    returned = line.does("clerk", line.transferred("城管局"), "return", reason="不属本单位职责")
    for _ in range(3):
        line.transferred("城管局")
    return {"scene": scene, "order": order.pk, "returned": returned.pk, "waiting": line.order().pk}


def enter(chromium: Any, live_server: Any, stage: dict[str, Any], who: str, size: str) -> Any:
    """A page of a browser in which that person is signed in."""
    width, height = SIZES[size]
    context = chromium.new_context(locale="zh-CN", viewport={"width": width, "height": height})
    scene: Scene = stage["scene"]
    session = scene.client(who).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return context.new_page()


@pytest.mark.parametrize("size", SIZES)
def test_pages_are_accessible_and_fit(
    stage: dict[str, Any], chromium: Any, live_server: Any, size: str
) -> None:
    faults: list[str] = []

    def note(message: Any) -> None:
        faults.extend([message.text] if message.type == "error" else [])

    for who, path in PAGES:
        page = enter(chromium, live_server, stage, who, size)
        page.on("console", note)
        page.goto(live_server.url + path.format(**stage))
        if folder := os.environ.get("LOOK"):
            page.screenshot(
                path=f"{folder}/{size}-{path.strip('/').replace('/', '_').format(**stage)}.png",
                full_page=True,
            )
        serious = [
            v for v in Axe().run(page).response["violations"] if v["impact"] in {"serious", "critical"}
        ]
        faults.extend(f"{path} {each['id']}: {each['nodes'][0]['html'][:120]}" for each in serious)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{path} scrolls sideways")
        page.context.close()

    assert faults == []


@pytest.mark.covers("B-3")
def test_desk_is_worked_by_keyboard(stage: dict[str, Any], chromium: Any, live_server: Any) -> None:
    page = enter(chromium, live_server, stage, "clerk", "desktop")
    page.goto(live_server.url + "/unit/")

    for key in ("j", "j", "x", "j", "x"):
        page.keyboard.press(key)
    ticked = page.locator("[name=part]:checked").count()
    page.keyboard.press("Enter")
    page.wait_for_url("**/handle/")

    assert ticked == 2
