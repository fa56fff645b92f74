"""质检: a draw that anybody can repeat, two persons on accuracy, a third where they differ, objections (11.1.2.3)."""

from datetime import date
from typing import Any

import pytest

from hengxian.hotline.lifecycles.review import ITEMS
from hengxian.hotline.models import Judgement, Order, Review, ReviewPlan
from hengxian.hotline.reviewing.drawing import agrees, drawn
from hengxian.hotline.reviewing.settled import settled, shares, visible
from hengxian.kernel.refusals import Incomplete, NotAllowed
from tests.cast import appoint
from tests.hotline.closing import set_parameters
from tests.hotline.line import Line

ALL_MET = dict.fromkeys(ITEMS, "符合")
BOTH_MET = {"information_accuracy": "符合", "record_accuracy": "符合"}
UNMET = {"information_accuracy": "不符合", "remark": "答复引用了已下架的条目"}


def planned(line: Line, **said: Any) -> ReviewPlan:
    """A plan about 2 March, on the day after."""
    columns = {
        "hotline": line.hotline,
        "name": "三月质检",
        "since": date(2026, 3, 2),
        "until": date(2026, 3, 2),
    }
    line.later(days=1)
    plan: ReviewPlan = line.does("inspector", ReviewPlan(**columns | said), "draft")
    return plan


def under_review(line: Line) -> Review:
    """One order, drawn by hand of a random plan of all."""
    set_parameters(line, P_qa=100, P_qa_strata="类别")
    line.order()
    line.does("inspector", planned(line, objection_days=3), "draw")
    return Review.objects.get()


@pytest.mark.covers("R11.1.2.3")
def test_draw_is_stratified_and_can_be_repeated(line: Line) -> None:
    set_parameters(line, P_qa=25, P_qa_strata="类别\n渠道")
    for _ in range(8):
        line.order()
    for _ in range(4):
        line.order(type="suggestion")

    plan = line.does("inspector", planned(line), "draw")

    again = ReviewPlan.objects.get(pk=plan.pk)
    numbers, strata = drawn(again)
    listed = Review.objects.order_by("pk").values_list("order__number", flat=True)
    assert [(one.stratum, one.size, one.drawn) for one in strata] == [
        (("工单", "意见建议", "电话"), 4, 1), (("工单", "诉求", "电话"), 8, 2),
    ]  # fmt: skip
    assert [f"工单:{number}" for number in listed] == numbers
    assert agrees(again)


def test_draw_waits_for_parameters_and_for_the_days_to_be_over(line: Line) -> None:
    line.order()
    plan = planned(line)
    running = planned(line, until=date(2026, 3, 31))

    with pytest.raises(Incomplete) as unset:
        line.does("inspector", plan, "draw")
    set_parameters(line, P_qa=50, P_qa_strata="星座")
    with pytest.raises(Incomplete) as strange:
        line.does("inspector", plan, "draw")
    set_parameters(line, P_qa_strata="类别")
    with pytest.raises(Incomplete) as early:
        line.does("inspector", running, "draw")

    assert "质检抽样比率未设定" in str(unset.value)
    assert "不能按“星座”分层" in str(strange.value)
    assert "尚未过去" in str(early.value)


@pytest.mark.covers("R11.1.2.3")
def test_accuracy_is_judged_by_two_who_do_not_see_each_other(line: Line) -> None:
    review = under_review(line)
    line.does("inspector", review, "judge", **ALL_MET)

    with pytest.raises(NotAllowed):
        line.does("inspector", review, "judge_again", **BOTH_MET)
    seen = visible(Review.objects.get(), line.people["inspector_two"].person_id)
    before = (list(seen), Review.objects.get().results)
    done = line.does("inspector_two", review, "judge_again", **BOTH_MET)

    assert before == ([], {})
    assert (done.status, done.results) == ("已评", dict.fromkeys(ALL_MET, True))
    assert visible(done, line.people["inspector_two"].person_id).count() == 2


@pytest.mark.covers("R11.1.2.3")
def test_difference_is_settled_by_a_third(line: Line) -> None:
    review = under_review(line)
    line.does("inspector", review, "judge", **ALL_MET)

    differing = line.does("inspector_two", review, "judge_again", **BOTH_MET | UNMET)
    for who in ("inspector", "inspector_two"):
        with pytest.raises(NotAllowed):
            line.does(who, review, "settle", **BOTH_MET, reason="再看")
    done = line.does(
        "inspector_three",
        review,
        "settle",
        **BOTH_MET | {"information_accuracy": "不符合"},
        reason="确已下架",
    )

    assert differing.status == "待裁定"
    assert done.results == dict.fromkeys(ALL_MET, True) | {"information_accuracy": False}
    assert list(Judgement.objects.order_by("round").values_list("round", flat=True)) == [1, 2, 3]


@pytest.mark.covers("R11.1.2.3")
def test_nobody_judges_his_own(line: Line) -> None:
    appoint(line.people["agent"], "inspector")
    review = under_review(line)

    with pytest.raises(NotAllowed) as refusal:
        line.does("agent", review, "judge", **ALL_MET)

    assert "本人" in str(refusal.value) or "register" in str(refusal.value)


@pytest.mark.covers("R11.1.2.3", "R10.1.3.1")
def test_agent_objects_once_and_in_time_and_another_answers(line: Line) -> None:
    review = under_review(line)
    line.does("inspector", review, "judge", **ALL_MET | UNMET)
    line.does("inspector_two", review, "judge_again", **BOTH_MET | UNMET)
    since, until = line.at.replace(hour=0), line.at.replace(hour=23)

    with pytest.raises(NotAllowed):
        line.does("agent_two", review, "object", reason="与我无关")
    line.does("agent", review, "object", reason="条目当日尚未下架")
    under_objection = list(settled(line.hotline, since, until))
    with pytest.raises(NotAllowed):
        line.does("inspector", review, "answer", answer="维持", reason="无误")
    done = line.does(
        "inspector_three", review, "answer", answer="更正", reason="查明当日有效", information_accuracy="符合"
    )

    assert under_objection == []
    assert (done.status, done.results["information_accuracy"]) == ("已定", True)
    assert [(row.item, row.is_met) for row in settled(line.hotline, since, until)] == [
        (item, True) for item in ITEMS
    ]  # fmt: skip


def test_late_objection_is_refused(line: Line) -> None:
    review = under_review(line)
    line.does("inspector", review, "judge", **ALL_MET | UNMET)
    line.does("inspector_two", review, "judge_again", **BOTH_MET | UNMET)
    line.later(days=10)

    with pytest.raises(Incomplete) as refusal:
        line.does("agent", review, "object", reason="条目当日尚未下架")

    assert "异议期限 2026-03-06 已过" in str(refusal.value)


@pytest.mark.covers("R11.1.2.3")
def test_picked_by_hand_is_marked_and_in_no_figure(line: Line) -> None:
    order = line.order()

    review = line.does("inspector", Review(hotline=line.hotline, order=order), "draw")
    line.does("inspector", review, "judge", **ALL_MET)
    line.does("inspector_two", review, "judge_again", **BOTH_MET)

    assert Review.objects.get().is_picked_by_hand
    assert list(settled(line.hotline, line.at.replace(hour=0), line.at.replace(hour=23))) == []
    assert [(share.met, share.n) for share in shares(Review.objects.filter(is_picked_by_hand=False))] == [
        (0, 0)
    ] * 5
    assert Order.objects.count() == 1


def test_unmet_needs_its_reason(line: Line) -> None:
    review = under_review(line)

    with pytest.raises(Incomplete) as refusal:
        line.does("inspector", review, "judge", **ALL_MET | {"attitude": "不符合"})

    assert "判为“不符合”须写明依据：态度" in str(refusal.value)
