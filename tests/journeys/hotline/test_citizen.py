"""A citizen with a telephone: files a request, follows it by its code, and a stranger who guesses has to wait."""

import pytest

from hengxian.hotline.models import Hotline, Order
from tests.journeys.stage import Desk, Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_request_is_filed_and_followed_and_guessing_is_stopped(stage: Stage, hotline: Hotline) -> None:
    desk, guessing = stage.street(stage.body), stage.street(stage.body)
    for each in (desk, guessing):
        each.resize("phone")

    page = desk.open("/public/")
    desk.look("citizen-1-front", ("phone",))
    desk.resize("phone")
    page.get_by_role("link", name="反映问题").click()
    desk.fill(
        {
            "type": "appeal", "text": "湖滨片区12号路口的路灯三天不亮，晚上看不清路。", "place": "湖滨片区12号路口",
            "telephone": "0599-0000" + "0777", "is_confidential": "yes",
        }
    )  # fmt: skip
    desk.look("citizen-2-request", ("phone",))
    desk.resize("phone")
    desk.send()
    desk.look("citizen-3-received", ("phone",))
    code = page.locator("dd.font-monospace").inner_text()
    order = Order.objects.latest("pk")
    page.get_by_role("link", name="查询进度").last.click()
    page.locator("[name=query_code]").fill(code)
    page.get_by_role("button", name="查询").click()
    page.get_by_text("现在的状态").wait_for()
    desk.look("citizen-4-progress", ("phone",))
    answers = [guess(guessing, f"/public/{hotline.code}/progress/", order) for _ in range(6)]
    guessing.look("citizen-5-blocked", ("phone",))

    assert (order.channel, order.is_confidential, order.number in page.inner_text("main")) == (
        "web",
        True,
        True,
    )
    assert answers == [422] * 5 + [429]


def guess(desk: Desk, path: str, order: Order) -> int:
    """What somebody is answered who knows the number only."""
    page = desk.open(path)
    page.locator("[name=number]").fill(order.number)
    page.locator("[name=query_code]").fill("AAAA-AAAA")
    with page.expect_navigation() as told:
        page.get_by_role("button", name="查询").click()
    return int(told.value.status)
