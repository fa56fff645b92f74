"""Closed by reply and record, both; reopened and redone with the first round kept (10.3, T38, T39)."""

from datetime import datetime, timedelta

import pytest

from hengxian.hotline.deadlines import explained
from hengxian.hotline.models import FollowUp, FollowUpAttempt, Note, Order
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import NotAllowed, Refused
from tests.cast import placed
from tests.hotline.line import Line


def in_hand(line: Line) -> Order:
    order = line.transferred("城管局")
    return line.does("clerk", order, "take_up")


def replied(line: Line, order: Order) -> Order:
    return line.does("clerk", order, "reply", way="电话", at_time=line.at, content="已修补，请查看")


def recorded(line: Line, order: Order) -> Order:
    return line.does("clerk", order, "record", result="已于当日修补完毕", claimed_resolved=True)


@pytest.mark.covers("R10.3.1.2", "T38")
@pytest.mark.parametrize("first", [replied, recorded])
def test_transferred_order_closes_only_with_reply_and_record_at_the_later(line: Line, first: object) -> None:
    order = in_hand(line)
    steps = [replied, recorded] if first is replied else [recorded, replied]

    after_one = steps[0](line, order)
    open_still = (after_one.status, after_one.closed_at)
    line.later(hours=2)
    done = steps[1](line, order)

    assert open_still == ("办理中", None)
    assert done.status == "已办结"
    assert done.closed_at == max(done.replied_at, done.recorded_at)
    assert {part.status for part in done.parts.all()} == {"已结束"}


def test_reply_dated_before_taking_up_or_in_the_future_is_refused(line: Line) -> None:
    order = in_hand(line)

    for at_time in (order.accepted_at, line.at + timedelta(days=1)):
        with pytest.raises(Refused, match="答复时间须在接收"):
            line.does("clerk", order, "reply", way="电话", at_time=at_time, content="已办")


@pytest.mark.covers("R10.2.1.3", "R10.3.1.1")
def test_direct_answer_closes_when_its_result_is_recorded(line: Line) -> None:
    order = line.order(type="consultation")
    with pytest.raises(Refused) as refused:
        line.does("agent", order, "answer", without_article="知识库尚无该事项")

    line.does("agent", order, "answer", without_article="知识库尚无该事项", result="已告知办理地点")

    order.refresh_from_db()
    assert str(refused.value) == "当场答复还缺：答复与结果（10.2.1）"
    assert (order.status, order.closed_at, order.recorded_at) == ("已办结", line.at, line.at)
    assert order.knowledge_gaps.get().question == "知识库尚无该事项"


@pytest.mark.covers("R10.3.2.1")
def test_manager_or_inspector_reopens_with_a_reason_and_the_first_result_is_kept(line: Line) -> None:
    order = recorded(line, replied(line, in_hand(line)))
    closed_at = order.closed_at
    with pytest.raises(NotAllowed):
        line.does("agent", order, "reopen", reason="结果不完整")
    with pytest.raises(Refused):
        line.does("inspector", order, "reopen", reason="")

    line.does("inspector", order, "reopen", reason="结果不完整")

    order.refresh_from_db()
    note = Note.objects.get(order=order, type="上一轮办理")
    assert (order.status, order.closed_at, order.reopened_at, order.rounds) == ("办理中", None, line.at, 1)
    assert note.told["result"] == "已于当日修补完毕"
    assert closed_at and datetime.fromisoformat(note.told["closed_at"]) == closed_at
    assert [part.status for part in order.parts.all()] == ["承办中"]


def test_reopened_order_is_closed_again_by_both(line: Line) -> None:
    order = recorded(line, replied(line, in_hand(line)))
    line.does("manager", order, "reopen", reason="结果不完整")

    order = replied(line, recorded(line, order))

    assert (order.status, order.rounds) == ("已办结", 1)


@pytest.mark.covers("R10.3.2.2")
def test_order_holds_full_result_and_who_replied_when_and_how(line: Line) -> None:
    order = recorded(line, replied(line, in_hand(line)))

    entry = Entry.objects.get(object_kind="order", object_id=str(order.pk), verb="reply")

    assert (order.reply_way, order.reply, order.result, order.claimed_resolved) == (
        "电话",
        "已修补，请查看",
        "已于当日修补完毕",
        True,
    )
    assert entry.person == line.actor("clerk").person
    assert not order.followup_attempts.exists()  # 'resolved' is the caller's word, asked elsewhere


@pytest.mark.covers("T39")
def test_redo_adds_a_round_with_its_own_limit_and_keeps_the_first(line: Line) -> None:
    order = recorded(line, replied(line, in_hand(line)))
    due_at, closed_at = order.due_at, order.closed_at
    with pytest.raises(Refused, match="均不满意"):
        line.does("agent", order, "redo", reason="仍有坑洼", limit_days=2)
    followup = placed(FollowUp(order=order, drawn_at=line.at, status="已回访"))
    placed(
        FollowUpAttempt(
            followup=followup, order=order, attempted_at=line.at, person_id=line.actor("agent_two").person,
            outcome="reached", process_satisfaction="dissatisfied", result_satisfaction="dissatisfied",
        )
    )  # fmt: skip
    line.at = datetime.fromisoformat("2026-03-13T10:00+08:00")

    order = line.does("agent_two", order, "redo", reason="仍有坑洼", limit_days=2)

    former = order.notes.get(type="上一轮办理").told
    assert (order.status, order.rounds, order.due_at) == ("已转交", 2, due_at)
    assert order.limit_at == datetime.fromisoformat("2026-03-18T00:00+08:00")
    assert closed_at and (former["round"], former["reply"]) == (1, "已修补，请查看")
    assert [(part.round, part.status) for part in order.parts.order_by("pk")] == [
        (1, "已结束"),
        (2, "待接收"),
    ]
    assert [step.label for step in explained(order).steps] == ["原定办理期限", "再次办理"]
