"""The manager's lists of today (R10.2.2.1, B-4, B-5, B-6)."""

from typing import Any

import pytest

from hengxian.hotline.models import Exemption, Extension
from hengxian.web.acting import visitor
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


def test_calm_day_says_so(at_noon: Scene) -> None:
    text = page(at_noon)

    assert "今天没有须由您过问的工单" in text


def test_lists_are_the_managers_only(scene: Scene) -> None:
    answer: Any = scene.client("agent").get("/manage/today/")

    assert answer.status_code == 404
