"""The manager's lists of today (R10.2.2.1, B-4, B-5, B-6)."""

from typing import Any

import pytest

from hengxian.hotline import establishing
from hengxian.hotline.models import Caller, Exemption, Extension
from hengxian.web.acting import visitor
from tests.cast import placed
from tests.hotline.closing import listed
from tests.web_hotline.scene import Scene


@pytest.fixture
def at_noon(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """The pages' clock follows the line's."""
    monkeypatch.setattr(visitor, "now", lambda: scene.line.at)
    return scene


def page(scene: Scene) -> str:
    answer = scene.client("manager").get("/manage/today/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.covers("B-4", "R10.2.2.1")
def test_returns_papers_and_late_transfers_are_listed(at_noon: Scene) -> None:
    line = at_noon.line
    late = line.order()
    returned = line.does("clerk", line.transferred("城管局"), "return", reason="不属本单位职责")
    in_hand = line.does("clerk", line.transferred("城管局"), "take_up")
    line.does("clerk", Extension(order=in_hand, reason="需协调", days=3), "ask")
    line.does(
        "agent", Exemption(order=in_hand, code="超职责", evidence="据", caller_told="已告知"), "propose"
    )
    line.later(days=8)

    text = page(at_noon)

    for title in ("未转交且已超过 2 个工作日", "退单待裁定", "延期申请待批", "剔除申请待批", "超期未办结"):
        assert title in text
    assert f"/manage/order/{returned.pk}/settle_return/" in text
    assert late.number in text and "退单三次以上" in text  # named among those that are empty


@pytest.mark.covers("R10.1.3.4")
def test_an_emergency_stands_first_until_it_is_acknowledged_and_says_so_on_its_page(at_noon: Scene) -> None:
    line = at_noon.line
    order = line.does("agent", line.order(), "mark_emergency", emergency_type="事故灾难")
    act = f"/manage/order/{order.pk}/acknowledge_emergency/"

    listed, own = page(at_noon), at_noon.client("manager").get(f"/manage/order/{order.pk}/").content.decode()
    line.does("manager", order, "acknowledge_emergency")
    after = at_noon.client("manager").get(f"/manage/order/{order.pk}/").content.decode()

    assert listed.index("应急事件待确认") < listed.index("没有：") and act in listed
    assert "突发应急事件：事故灾难，热线管理者尚未确认（10.1.3.4），尚未报应急处置部门（10.2.2.3）" in own
    assert own.index(act) < own.index("<summary>更多</summary>")
    assert "突发应急事件：事故灾难，尚未报应急处置部门（10.2.2.3）" in after
    assert after.index("acknowledge_emergency") > after.index("<summary>更多</summary>")
    assert act not in page(at_noon)


def test_a_proposed_waiver_is_listed_until_it_is_decided(at_noon: Scene) -> None:
    line = at_noon.line
    followup = listed(line)
    before = page(at_noon)
    line.does("agent_two", followup, "propose_waiver", reason="不愿再被打扰")

    during = page(at_noon)
    line.does("manager", followup, "keep", reason="仍应听取意见")

    address = f"/manage/followup/{followup.pk}/"
    assert [address in each for each in (before, during, page(at_noon))] == [False, True, False]
    assert "免回访待决定" in during


def test_what_lists_of_today_say_is_read_masked_by_a_manager_who_may_not_know_the_caller(
    at_noon: Scene,
) -> None:
    line, name = at_noon.line, "林某某"
    caller = placed(Caller(hotline=line.hotline, key="k1", name=name, telephone="0571-88001234"))
    order = line.transferred("城管局", caller=caller, is_anonymous=False, is_confidential=True, title="路灯")
    line.does("clerk", order, "take_up")
    line.does("clerk", Extension(order=order, reason=f"{name}家中无人", days=3), "ask")
    told = {"code": "超职责", "evidence": f"与{name}有关", "caller_told": f"已告知{name}"}
    line.does("agent", Exemption(order=order, **told), "propose")

    text = page(at_noon)

    assert "****家中无人" in text and "与****有关" in text
    assert name not in text


def test_lists_of_two_hotlines_are_told_apart_also_where_nothing_waits(at_noon: Scene) -> None:
    line = at_noon.line
    security = line.actor("security_administrator")
    establishing.post(line.people["manager"].person, line.other, by=security, at=line.at)
    line.does("agent", line.order(), "mark_emergency", emergency_type="事故灾难")

    text = page(at_noon)

    assert f"{line.hotline.name}没有：今日必须转交" in text
    assert f"{line.other.name}没有：应急事件待确认" in text


def test_calm_day_says_so(at_noon: Scene) -> None:
    text = page(at_noon)

    assert "今天没有须由您过问的工单" in text


def test_lists_are_the_managers_only(scene: Scene) -> None:
    answer: Any = scene.client("agent").get("/manage/today/")

    assert answer.status_code == 404
