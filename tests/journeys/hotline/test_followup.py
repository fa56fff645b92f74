"""The agent who follows up: the next caller, masked; the number for a reason; three answers by keyboard."""

import pytest

from hengxian.hotline.following_up.drawing import draw_everywhere
from hengxian.hotline.models import FollowUp, FollowUpAttempt, Hotline
from hengxian.journal.models import Entry
from tests.journeys.hotline.doing import closed
from tests.journeys.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_caller_is_asked_three_questions_by_keyboard(stage: Stage, hotline: Hotline) -> None:
    closed(stage, hotline, "湖滨片区路面破损", "路面破损")
    draw_everywhere(at=stage.at)
    desk = stage.desk("agent")

    page = desk.open("/desk/following/")
    masked, followup = page.content(), FollowUp.objects.get(pk=page.url.split("/")[-2])
    caller = followup.order.caller
    page.get_by_role("button", name="显示号码").click()
    page.locator("#number a").wait_for()
    shown = page.inner_text("#number")
    page.get_by_role("heading", name="通话", exact=True).click()
    for key in ("1", "1", "4", "3"):
        page.keyboard.press(key)
    page.locator("#remark").fill("希望修得更快一些")
    desk.look("followup-1-call")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")

    row = FollowUpAttempt.objects.latest("pk")
    assert caller is not None and caller.telephone not in masked and caller.telephone in shown
    assert Entry.objects.filter(verb="reveal").count() == 1
    assert (row.outcome, row.process_satisfaction, row.result_satisfaction, row.resolved, row.remark) == (
        "reached", "satisfied", "no_opinion", None, "希望修得更快一些",
    )  # fmt: skip
    assert FollowUp.objects.get(pk=followup.pk).status == "已回访"
