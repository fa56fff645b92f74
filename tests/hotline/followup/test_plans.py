"""Plans made beforehand, draws that anybody can repeat (10.4.1.1)."""

from datetime import date
from hashlib import sha256

import pytest

from hengxian.hotline.following_up.drawing import again, draw_due
from hengxian.hotline.models import FollowUp, FollowUpPlan, Order
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from tests.hotline.closing import approved_plan, closed, set_parameters
from tests.hotline.line import Line


@pytest.mark.covers("R10.4.1.1")
def test_drawn_list_is_what_seed_and_population_say(line: Line) -> None:
    set_parameters(line, P_plan="50%", P_plan_tries=2)
    plan = approved_plan(line, percent=50)
    numbers = [closed(line).number for _ in range(8)]

    draw_due(line.hotline, line.at)

    listed = set(FollowUp.objects.values_list("order__number", flat=True))
    by_hand = {
        number
        for number in numbers
        if int(sha256(f"draw\n{plan.seed}\n{number}".encode()).hexdigest()[:8], 16) / 2**32 < 0.5
    }
    assert listed == by_hand
    assert [(each.number, each.is_drawn, each.agrees) for each in again(plan)] == [
        (number, number in by_hand, True) for number in numbers
    ]
    planned = Order.objects.filter(followup_planned=True).values_list("number", flat=True)
    assert set(planned) == by_hand


@pytest.mark.covers("R10.4.1.1")
def test_picked_by_hand_is_marked_and_not_called_planned(line: Line) -> None:
    order = closed(line)

    picked = line.does("manager", FollowUp(order=order, drawn_at=line.at), "draw")

    assert (picked.is_picked_by_hand, picked.plan, Order.objects.get(pk=order.pk).followup_planned) == (
        True, None, None,
    )  # fmt: skip


def test_seed_is_nobodys_choice(line: Line) -> None:
    plan = FollowUpPlan(
        hotline=line.hotline, name="挑选", since=date(2026, 3, 3), until=date(2026, 3, 31), seed=7
    )

    line.does("manager", plan, "draft")

    assert FollowUpPlan.objects.get(pk=plan.pk).seed != 7


def test_plan_is_approved_beforehand_by_another(line: Line) -> None:
    columns = {"hotline": line.hotline, "name": "三月回访", "until": date(2026, 3, 31)}
    plan = FollowUpPlan(**columns, since=date(2026, 3, 3))
    late = FollowUpPlan(**columns, since=date(2026, 3, 2))
    line.does("manager", plan, "draft")
    line.does("manager", late, "draft")

    with pytest.raises(NotAllowed):
        line.does("manager", plan, "approve")
    with pytest.raises(Incomplete) as refusal:
        line.does("manager_two", late, "approve")

    assert "事先批准" in str(refusal.value)


@pytest.mark.parametrize("missing", ["P_plan", "P_plan_tries"])
def test_drawing_is_blocked_while_a_parameter_is_unset(line: Line, missing: str) -> None:
    known = {"P_plan": "全部", "P_plan_tries": 2}
    set_parameters(line, **{name: value for name, value in known.items() if name != missing})
    plan = approved_plan(line)
    closed(line)

    with pytest.raises(Incomplete) as refusal:
        line.does("manager", plan, "draw")

    assert "未设定" in str(refusal.value)
    assert "三月回访" in draw_due(line.hotline, line.at)[0]


def test_population_leaves_out_what_the_plan_does_not_name(line: Line) -> None:
    set_parameters(line, P_plan="全部", P_plan_tries=2)
    plan = approved_plan(line, population={"matters": [line.matters["停水"].pk]})
    closed(line)
    water = closed(line, matter=line.matters["停水"])

    line.does("manager", plan, "draw")

    assert list(FollowUp.objects.values_list("order", flat=True)) == [water.pk]


def test_caller_who_wants_none_is_listed_and_spared(line: Line) -> None:
    set_parameters(line, P_plan="全部", P_plan_tries=2)
    plan = approved_plan(line)
    order = closed(line, no_followup=True)

    line.does("manager", plan, "draw")

    spared = FollowUp.objects.get()
    assert (spared.order, spared.status, Order.objects.get(pk=order.pk).followup_planned) == (
        order, "免回访", False,
    )  # fmt: skip


def test_order_that_a_plan_has_yet_to_decide_about_is_not_picked_by_hand(line: Line) -> None:
    approved_plan(line)
    order = closed(line)

    with pytest.raises(NotNow) as refusal:
        line.does("manager", FollowUp(order=order, drawn_at=line.at), "draw")

    assert "回访计划“三月回访”尚未抽取" in str(refusal.value)
