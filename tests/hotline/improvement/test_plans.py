"""Improvement plans: whole before they are approved, evaluated by others with before and after (12.2)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hengxian.hotline.models import Improvement
from hengxian.hotline.queries.improving import late
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import Incomplete, NotAllowed
from tests.hotline.line import Line

WHOLE = {
    "problem": "周末受理的工单转交迟", "direction": "补上周末转办值守", "goal": "两个工作日内转交达到全部",
    "measures": "周末安排一名转办员", "due_on": date(2026, 5, 1), "unit_name": "受理科", "resources": "一人，每周末",
}  # fmt: skip
EFFECT = {
    "before": 92,
    "after": 100,
    "definition": "transfer_2_working_days 未超限占比",
    "reason": "同口径两个月数据",
}


def drafted(line: Line, **said: Any) -> Improvement:
    """A plan drafted by the inspector, for the agent to carry out."""
    columns = {"hotline": line.hotline, "person": line.people["agent"].person, **WHOLE, **said}
    plan = Improvement(**columns)
    perform(plan, "draft", by=line.actor("inspector"), at=line.later(minutes=1))
    return plan


def carried_out(line: Line) -> Improvement:
    """A plan that waits for its evaluation."""
    plan = drafted(line)
    line.does("manager", plan, "approve")
    line.does("agent", plan, "report", progress="已安排值守")
    return line.does("agent", plan, "submit_result", result="四月起周末有人转办")


@pytest.mark.covers("R12.2.1.1", "R12.2.1.2", "R12.2.1.3", "R12.2.1.4")
@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        ({"problem": ""}, "问题"),
        ({"direction": ""}, "改进方向"),
        ({"goal": ""}, "目标"),
        ({"measures": ""}, "措施"),
        ({"due_on": None}, "期限"),
        ({"unit_name": ""}, "责任单位"),
        ({"person": None}, "责任人"),
        ({"resources": ""}, "资源"),
    ],
)
def test_approval_without_any_of_them_is_refused(line: Line, left_out: dict[str, Any], told: str) -> None:
    plan = drafted(line, **left_out)

    with pytest.raises(Incomplete, match=told):
        line.does("manager", plan, "approve")


def test_author_does_not_approve_his_own(line: Line) -> None:
    plan = Improvement(hotline=line.hotline, person=line.people["agent"].person, **WHOLE)
    perform(plan, "draft", by=line.actor("manager"), at=line.later(minutes=1))

    with pytest.raises(NotAllowed):
        line.does("manager", plan, "approve")


@pytest.mark.covers("R12.2.2.1")
def test_late_measures_are_listed_with_their_newest_progress(line: Line) -> None:
    plan = drafted(line)
    line.does("manager", plan, "approve")
    line.does("agent", plan, "report", progress="人员未到位")

    assert late(line.hotline.pk, date(2026, 5, 1)) == []
    assert [(each.number, each.progress) for each in late(line.hotline.pk, date(2026, 5, 2))] == [
        (plan.number, "人员未到位")
    ]


@pytest.mark.covers("R12.2.2.2")
@pytest.mark.parametrize("left_out", ["before", "after", "definition"])
def test_closing_without_before_and_after_is_refused(line: Line, left_out: str) -> None:
    plan = carried_out(line)
    said = {name: value for name, value in EFFECT.items() if name != left_out}

    with pytest.raises(Incomplete):
        line.does("manager", plan, "evaluate", to="已关闭", is_effective=True, **said)


@pytest.mark.covers("R12.2.2.2")
def test_responsible_person_does_not_evaluate(line: Line) -> None:
    plan = drafted(line, person=line.people["inspector_two"].person)
    line.does("manager", plan, "approve")
    line.does("inspector_two", plan, "report", progress="在做")
    line.does("inspector_two", plan, "submit_result", result="做完")

    with pytest.raises(NotAllowed, match="责任人"):
        line.does("inspector_two", plan, "evaluate", to="已关闭", is_effective=True, **EFFECT)


def test_effective_plan_closes_with_its_figures(line: Line) -> None:
    plan = line.does("manager", carried_out(line), "evaluate", is_effective=True, **EFFECT)

    kept = Improvement.objects.get(pk=plan.pk)
    assert (kept.status, kept.before, kept.after, kept.is_effective) == (
        "已关闭",
        Decimal(92),
        Decimal(100),
        True,
    )


@pytest.mark.covers("R12.2.2.3")
def test_ineffective_plan_closes_only_with_a_follow_on(line: Line) -> None:
    plan = carried_out(line)
    said = {**EFFECT, "after": 91}

    with pytest.raises(Incomplete, match=r"12\.2\.2\.3"):
        line.does("manager", plan, "evaluate", to="已关闭", is_effective=False, **said)
    drafted(line, follows=plan)

    assert line.does("manager", plan, "evaluate", to="已关闭", is_effective=False, **said).status == "已关闭"


@pytest.mark.covers("R12.2.2.3")
def test_ineffective_plan_goes_on_by_itself(line: Line) -> None:
    plan = carried_out(line)

    assert line.does("manager", plan, "evaluate", is_effective=False, **EFFECT).status == "实施中"
