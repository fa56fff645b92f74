"""Attempts: three separate answers, by nobody who handled it, and what they lead to (10.4.1.2, 10.4.2)."""

from datetime import date

import pytest

from hengxian.hotline.following_up.opinions import clock_of
from hengxian.hotline.models import FollowUp, FollowUpAttempt, Note, Order
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.clocks import Standing
from tests.cast import appoint
from tests.hotline.closing import listed, set_parameters
from tests.hotline.line import Line

ANSWERS = {"process_satisfaction": "satisfied", "result_satisfaction": "dissatisfied", "resolved": "否"}


def answers(process: str, result: str) -> dict[str, str]:
    """A caller reached, who says this of process and result."""
    return {
        "outcome": "reached", "process_satisfaction": process, "result_satisfaction": result, "resolved": "否",
    }  # fmt: skip


@pytest.mark.covers("R10.4.1.2", "R10.4.2.2")
def test_attempts_are_kept_in_the_order_with_three_answers(line: Line) -> None:
    followup = listed(line)

    line.does("agent_two", followup, "attempt", outcome="unreachable")
    settled = line.does("agent_two", followup, "attempt", outcome="reached", remark="再坏了", **ANSWERS)

    rows = FollowUpAttempt.objects.filter(order=followup.order_id).order_by("pk")
    person = line.people["agent_two"].person_id
    assert [
        (one.outcome, one.process_satisfaction, one.result_satisfaction, one.resolved, one.person_id)
        for one in rows
    ] == [("unreachable", "", "", None, person), ("reached", "satisfied", "dissatisfied", False, person)]
    assert (settled.status, settled.tries) == ("已回访", 2)
    assert all(one.attempted_at > followup.drawn_at for one in rows)


@pytest.mark.covers("R10.4.1.2")
@pytest.mark.parametrize("outcome", ["unreachable", "refused"])
def test_silence_is_no_opinion(line: Line, outcome: str) -> None:
    followup = listed(line)

    with pytest.raises(Incomplete) as refusal:
        line.does("agent_two", followup, "attempt", outcome=outcome, **ANSWERS)
    with pytest.raises(Incomplete) as unsaid:
        line.does("agent_two", followup, "attempt", outcome="reached", process_satisfaction="satisfied")

    assert "不得填写" in str(refusal.value)
    assert "还缺：对办理结果、问题是否解决" in str(unsaid.value)
    assert not FollowUpAttempt.objects.exists()


@pytest.mark.covers("R10.4.2.2")
@pytest.mark.parametrize("who", ["agent", "clerk"])
def test_whoever_took_or_handled_the_order_is_refused(line: Line, who: str) -> None:
    followup = listed(line)
    if who == "clerk":
        from hengxian.hotline import establishing  # a clerk who has since become an agent

        appoint(line.people[who], "agent")
        security = line.actor("security_administrator")
        establishing.post(line.people[who].person, line.hotline, by=security, at=line.at)

    with pytest.raises(NotAllowed) as refusal:
        line.does(who, followup, "attempt", outcome="unreachable")

    assert "不能“回访”" in str(refusal.value)


def test_giving_up_needs_the_tries_of_the_parameter(line: Line) -> None:
    followup = listed(line)
    line.does("agent_two", followup, "attempt", outcome="unreachable")

    with pytest.raises(Incomplete) as refusal:
        line.does("agent_two", followup, "give_up", reason="无人接听")
    line.does("agent_two", followup, "attempt", outcome="unreachable")
    given_up = line.does("agent_two", followup, "give_up", reason="两次无人接听")

    assert "须满 2 次" in str(refusal.value)
    assert given_up.status == "未能回访"


def test_waiver_is_decided_by_another(line: Line) -> None:
    followup = listed(line)
    appoint(line.people["agent_two"], "hotline_manager")
    line.does("agent_two", followup, "propose_waiver", reason="服务对象表示不必再问")

    with pytest.raises(NotAllowed):
        line.does("agent_two", followup, "waive", reason="同意")
    waived = line.does("manager", followup, "waive", reason="同意")

    assert waived.status == "免回访"


@pytest.mark.covers("R10.4.2.3", "T39")
@pytest.mark.parametrize(
    ("process", "result"),
    [("dissatisfied", "satisfied"), ("satisfied", "dissatisfied"), ("no_opinion", "dissatisfied")],
)
def test_redo_is_not_offered_for_one_dissatisfaction(line: Line, process: str, result: str) -> None:
    followup = listed(line)
    line.does("agent_two", followup, "attempt", remark="又裂了", **answers(process, result))

    with pytest.raises(Incomplete) as refusal:
        line.does("agent_two", followup.order, "redo", reason="服务对象不满意")

    assert "均不满意" in str(refusal.value)
    assert FollowUpAttempt.objects.get().remark == "又裂了"


@pytest.mark.covers("R10.4.2.3", "T39")
def test_redo_adds_a_round_that_is_followed_up_again(line: Line) -> None:
    followup = listed(line)
    line.does("agent_two", followup, "attempt", **answers("dissatisfied", "dissatisfied"))

    untouched = Order.objects.get(pk=followup.order_id)
    order = line.does("agent_two", followup.order, "redo", reason="服务对象要求重新修补")
    line.does("clerk", order, "take_up")
    line.does("clerk", order, "reply", way="电话", at_time=line.at, content="已重铺")
    line.does("clerk", order, "record", result="已重铺", claimed_resolved=True)
    line.does("manager", followup.plan, "draw")

    assert untouched.status == "已办结"  # the redo is offered, never done by itself
    assert Note.objects.get(order=order, type="上一轮办理").told["result"] == "已修复"
    assert list(FollowUp.objects.order_by("pk").values_list("round", "status")) == [
        (1, "已回访"), (2, "待回访"),
    ]  # fmt: skip


def test_order_reopened_meanwhile_is_not_followed_up(line: Line) -> None:
    followup = listed(line)
    line.does("inspector", followup.order, "reopen", reason="结果不完整")

    with pytest.raises(Incomplete) as refusal:
        line.does("agent_two", followup, "attempt", outcome="unreachable")

    assert "办结后才回访" in str(refusal.value)


@pytest.mark.covers("R10.4.2.1")
def test_limit_comes_from_its_parameter_and_is_otherwise_not_told(line: Line) -> None:
    followup = listed(line)
    order = Order.objects.get(pk=followup.order_id)

    unset = clock_of(order, line.at)
    set_parameters(line, P_followup=1)
    running = clock_of(order, line.at)
    line.later(days=4)
    late = clock_of(order, line.at)

    assert unset and (unset.standing, unset.due_on) == (Standing.UNSET, None)
    assert running and (running.standing, running.due_on) == (Standing.RUNNING, date(2026, 3, 4))
    assert late and late.standing == Standing.LATE
