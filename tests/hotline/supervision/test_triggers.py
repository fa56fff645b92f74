"""What calls for a 督办, and what does not (10.2.3.1)."""

import pytest

from hengxian.hotline.intake.callers import known
from hengxian.hotline.models import Order, Supervision
from hengxian.hotline.supervising.proposing import propose_due
from hengxian.kernel.refusals import Incomplete
from tests.hotline.closing import closed, set_parameters
from tests.hotline.line import Line

MARK = "机构自定（规则未规定）"


def proposals(line: Line) -> list[tuple[str, str, str]]:
    """(order, trigger, reason) of what is proposed now."""
    return [(one.order.number, one.trigger, one.reason) for one in propose_due(line.hotline, line.at)]


@pytest.mark.covers("R10.2.3.1")
def test_each_trigger_proposes_once_and_names_its_reason(line: Line) -> None:
    set_parameters(line, P_near=1)
    urgent = line.order()
    line.does("agent", urgent, "mark_emergency", emergency_type="自然灾害")
    untransferred = line.order(matter=line.matters["停水"])
    near = line.transferred()

    on_the_day = proposals(line)
    line.later(days=6)  # Sunday; the limit is Monday 24:00
    before = proposals(line)
    again = proposals(line)
    line.later(days=2)
    after = proposals(line)

    assert on_the_day == [(urgent.number, "突发应急", "突发应急事件（自然灾害）")]
    why = f"现行办理期限 2026-03-09 24:00 临近（提前 1 个工作日，{MARK}）"
    assert before == [(near.number, "临近时限", why)]
    assert again == []
    assert after == [(near.number, "超期未结", "现行办理期限 2026-03-09 24:00 已过，仍未办结")]
    assert not Supervision.objects.filter(order=untransferred).exists()


def test_near_limit_stays_silent_while_its_parameter_is_unset(line: Line) -> None:
    line.transferred()
    line.later(days=6)

    assert proposals(line) == []


def test_repeats_propose_the_latest_open_order_and_again_when_another_comes(line: Line) -> None:
    set_parameters(line, P_repeat=2, P_repeat_days=10)
    caller = known(line.hotline, "a@example.invalid", by=line.actor("agent"), at=line.at)
    same = {"caller": caller, "is_anonymous": False}
    line.order(**same)
    second = line.order(**same)
    line.order(**same, place="某公园")

    at_second = proposals(line)
    at_once = proposals(line)
    line.does("supervisor", Supervision.objects.get(), "dismiss", reason="同一问题，已并案处理")
    dismissed = proposals(line)
    line.later(days=1)
    third = line.order(**same)
    at_third = proposals(line)

    assert at_second == [
        (second.number, "多次反映", f"同一服务对象、地点、事项 10 天内第 2 次反映（界限 2 次，{MARK}）")
    ]
    assert (at_once, dismissed) == ([], [])
    assert [row[:2] for row in at_third] == [(third.number, "多次反映")]


def test_concentrated_matters_propose_one_order_of_the_group(line: Line) -> None:
    set_parameters(line, P_concentrated="3件 7天 事项 区域")
    east = [line.order() for _ in range(3)]
    line.order(area="西区")

    found = proposals(line)

    assert found == [(east[0].number, "集中反映", f"路面破损：7 天内反映 3 件（界限 3 件，{MARK}）")]


def test_closed_orders_and_new_limits_are_judged_by_what_holds_now(line: Line) -> None:
    order = closed(line)
    line.later(days=20)

    assert proposals(line) == []
    assert Order.objects.get(pk=order.pk).status == "已办结"


@pytest.mark.parametrize("trigger", ["突发应急", "超期未结", "临近时限", "多次反映", "集中反映"])
def test_person_is_refused_a_trigger_the_record_does_not_bear_out(line: Line, trigger: str) -> None:
    order = line.transferred()

    with pytest.raises(Incomplete) as refusal:
        line.does("agent", Supervision(order=order), "propose", trigger=trigger, reason="请督办")

    assert f"不符合“{trigger}”的情形" in str(refusal.value)


def test_person_may_propose_by_hand(line: Line) -> None:
    order = line.order()

    made = line.does(
        "agent", Supervision(order=order), "propose", trigger="人工提出", reason="服务对象情绪激动"
    )

    assert (made.status, made.trigger, made.reason) == ("建议", "人工提出", "服务对象情绪激动")
