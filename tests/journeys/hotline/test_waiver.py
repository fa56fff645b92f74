"""Nobody is called who does not want to be: his own wish at the filing, or an agent's proposal that a manager decides."""

import pytest

from hengxian.hotline.following_up.drawing import draw_everywhere
from hengxian.hotline.models import FollowUp, Hotline, Order
from tests.journeys.hotline.doing import closed, does
from tests.journeys.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]
REASON = "服务对象说问题已解决，不希望再接到电话"


def test_an_agent_proposes_and_a_manager_waives(stage: Stage, hotline: Hotline) -> None:
    closed(stage, hotline, "湖滨片区路面破损", "路面破损")
    draw_everywhere(at=stage.at)
    desk, manager = stage.desk("agent"), stage.desk("manager")

    page = desk.open("/desk/following/")
    followup = FollowUp.objects.get(pk=page.url.split("/")[-2])
    page.get_by_role("link", name="提出免回访").click()
    desk.fill({"reason": REASON})
    desk.look("waiver-1-proposal")
    desk.send()
    following = desk.open("/desk/following/").url
    manager.open("/manage/today/")
    manager.look("waiver-2-today")
    manager.page.get_by_role("region", name="免回访待决定").get_by_role("link").first.click()
    seen = manager.page.inner_text("main")
    manager.look("waiver-3-decision")
    manager.act(f"/manage/followup/{followup.pk}/", "免回访", reason="尊重服务对象意愿")

    followup.refresh_from_db()
    assert f"/{followup.pk}/" not in following  # nobody is called while it is not decided
    assert REASON in seen
    assert (followup.status, followup.tries) == ("免回访", 0)
    assert manager.open("/manage/today/").get_by_role("region", name="免回访待决定").count() == 0


def test_a_manager_has_him_called_all_the_same_and_nobody_decides_his_own_proposal(
    stage: Stage, hotline: Hotline
) -> None:
    order = closed(stage, hotline, "新城片区占道经营", "占道经营")
    draw_everywhere(at=stage.at)
    followup = FollowUp.objects.get(order=order)
    does(stage, "shift", followup, "propose_waiver", reason=REASON)
    both, manager = stage.desk("shift"), stage.desk("manager")
    path = f"/manage/followup/{followup.pk}/"

    own = both.open(path).locator("main a.btn").all_inner_texts()
    manager.act(path, "仍须回访", reason="本件为督办工单，须听取意见")

    followup.refresh_from_db()
    assert not [label for label in own if label.startswith(("免回访", "仍须回访"))]
    assert (followup.status, followup.marker) == ("待回访", "")


def test_a_citizen_who_wished_it_is_not_called(stage: Stage, hotline: Hotline) -> None:
    street = stage.street(stage.body)
    street.resize("phone")
    street.open(f"/public/{hotline.code}/request/")
    street.fill(
        {
            "type": "consultation", "text": "请问湖滨片区何时通燃气？", "telephone": "0599-0000" + "0778",
            "no_followup": "yes",
        }
    )  # fmt: skip
    street.send()
    order = Order.objects.latest("pk")
    does(stage, "agent2", order, "answer", without_article="无此条目", result="已告知年内施工计划")
    draw_everywhere(at=stage.at)

    page = stage.desk("agent2").open(f"/desk/order/{order.pk}/")
    stage.desk("agent2").look("waiver-4-wish")

    assert [each.status for each in FollowUp.objects.filter(order=order)] == ["免回访"]
    assert "要求不回访" in page.inner_text("main")
