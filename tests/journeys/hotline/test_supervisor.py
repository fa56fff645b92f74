"""The supervisor: what the records propose is opened, acted upon, answered and ended, in the order itself."""

import pytest

from hengxian.hotline.models import Hotline, Supervision
from tests.journeys.hotline.doing import does, transferred
from tests.journeys.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_proposal_is_opened_acted_upon_answered_and_ended(stage: Stage, hotline: Hotline) -> None:
    order = transferred(stage, hotline, "湖滨片区占道经营", "占道经营")
    said = {"trigger": "人工提出", "reason": "多人反映，天黑后摊点更多"}
    made = does(stage, "agent2", Supervision(order=order), "propose", **said)
    desk, path = stage.desk("supervisor"), f"/desk/supervision/{made.pk}/"

    page = desk.open("/desk/supervising/")
    desk.look("supervisor-1-desk")
    page.locator("tr").filter(has_text=order.number).get_by_role("link", name="立项督办").click()
    desk.fill({"reason": "请于一个工作日内办结并答复"})
    desk.look("supervisor-2-open", ("phone",))
    desk.send()
    desk.act(path, "督办", way="电话", addressee="城市管理局值班员", content="催办并了解进展")
    desk.act(path, "登记答复", answered_by="值班员", answer="今晚巡查")
    desk.open(path)
    desk.look("supervisor-3-record")
    desk.act(path, "结束督办", outcome="摊点已清理")

    told = [each.told["step"] for each in order.notes.filter(type="督办").order_by("pk")]
    assert Supervision.objects.get(pk=made.pk).status == "已结束"
    assert told == ["立项", "督办", "答复", "结束"]
