"""The desks of supervisors, followers-up and inspectors, as they see them (10.2.3, 10.4, 11.1.2.3)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hengxian.hotline.intake.callers import Particulars, known
from hengxian.hotline.models import Contact, FollowUp, FollowUpAttempt, Review, ReviewPlan, Supervision
from hengxian.journal.models import Entry
from tests.cast import placed
from tests.hotline.closing import closed, listed, set_parameters
from tests.web_hotline.scene import Scene

NUMBER = "0571-8800" + "1234"
VERDICTS = dict.fromkeys(
    ("information_accuracy", "record_accuracy", "language", "procedure", "attitude"), "符合"
)


def text_of(answer: Any, status: int = 200) -> str:
    """The page, after its status was looked at."""
    assert answer.status_code == status, (answer.status_code, answer.content.decode()[:400])
    return str(answer.content.decode())


@pytest.mark.covers("R10.2.3.1", "R10.2.3.3")
def test_supervisor_disposes_from_his_desk_and_the_order_shows_it(scene: Scene) -> None:
    line = scene.line
    order = line.transferred()
    made = line.does("agent", Supervision(order=order), "propose", trigger="人工提出", reason="多人围观")
    browser = scene.client("supervisor")

    desk = text_of(browser.get("/desk/supervising/"))
    opened = browser.post(f"/desk/supervision/{made.pk}/open/", {"reason": "三日内报告进展", "key": "k1"})
    acted = browser.post(
        f"/desk/supervision/{made.pk}/act/",
        {"way": "电话", "addressee": "城管局", "content": "催办", "key": "k2"},
    )
    page = text_of(scene.client("manager").get(f"/manage/order/{order.pk}/"))

    assert "多人围观" in desk and "立项督办" in desk
    assert (opened.status_code, acted.status_code) == (302, 302)
    assert "三日内报告进展" in page and "催办" in page and "督办中" in page


def test_whoever_is_not_designated_sees_the_desk_without_buttons(scene: Scene) -> None:
    line = scene.line
    order = line.transferred()
    line.does("agent", Supervision(order=order), "propose", trigger="人工提出", reason="多人围观")
    line.people["supervisor"].person.designations.update(ended_at=line.at)

    desk = text_of(scene.client("supervisor").get("/desk/supervising/"))

    assert "未被指定为督办专人" in desk and "立项督办" not in desk


@pytest.mark.covers("R10.4.1.2", "R10.4.2.2")
def test_next_call_is_shown_masked_answered_and_gone(scene: Scene) -> None:
    line = scene.line
    caller = known(
        line.hotline,
        NUMBER,
        by=line.actor("agent"),
        at=line.at,
        said=Particulars(name="林某某", telephone=NUMBER),
    )
    followup = listed(line, caller=caller, is_anonymous=False)
    browser = scene.client("agent_two")

    going = browser.get("/desk/following/")
    page = text_of(browser.get(going.url))
    shown = text_of(browser.post(f"/desk/following/{followup.pk}/number/", {"reason": "电话回访"}))
    silent = browser.post(f"/desk/following/{followup.pk}/", {"outcome": "reached", "key": "k1"})
    answered = browser.post(
        f"/desk/following/{followup.pk}/",
        {
            "outcome": "reached", "process_satisfaction": "satisfied", "result_satisfaction": "no_opinion",
            "resolved": "未表态", "key": "k2",
        },
    )  # fmt: skip

    assert NUMBER not in page and "林某某" not in page and "satisfied" not in page.split("<form")[0]
    assert f"tel:{NUMBER}" in shown
    assert Entry.objects.filter(verb="reveal", reason="电话回访").count() == 1
    assert "须逐项记下答复" in text_of(silent, 422)
    assert answered.status_code == 302
    row = FollowUpAttempt.objects.get()
    assert (row.process_satisfaction, row.result_satisfaction, row.resolved) == (
        "satisfied",
        "no_opinion",
        None,
    )
    assert "没有等待您回访" in text_of(browser.get("/desk/following/"))


def test_an_attempt_without_an_outcome_is_told_and_not_kept(scene: Scene) -> None:
    followup = listed(scene.line)

    page = text_of(
        scene.client("agent_two").post(f"/desk/following/{followup.pk}/", {"remark": "未记下结果"}), 422
    )

    assert "“结果”不能为空" in page and ">未记下结果</textarea>" in page
    assert not FollowUpAttempt.objects.exists()


def test_number_needs_a_reason(scene: Scene) -> None:
    line = scene.line
    caller = known(line.hotline, NUMBER, by=line.actor("agent"), at=line.at)
    followup = listed(line, caller=caller, is_anonymous=False)

    shown = text_of(scene.client("agent_two").post(f"/desk/following/{followup.pk}/number/", {"reason": " "}))

    assert "须说明理由" in shown and NUMBER not in shown


def test_own_orders_are_nobody_s_next_call(scene: Scene) -> None:
    listed(scene.line)

    assert "没有等待您回访" in text_of(scene.client("agent").get("/desk/following/"))


@pytest.mark.covers("R10.4.2.3")
def test_redo_is_offered_on_the_page_only_when_both_dissatisfy(scene: Scene) -> None:
    line = scene.line
    both, one = (closed(line) for _ in range(2))
    pages = []
    for order, process in ((both, "dissatisfied"), (one, "satisfied")):
        followup = line.does("manager", FollowUp(order=order, drawn_at=line.at), "draw")
        line.does(
            "agent_two", followup, "attempt", outcome="reached", process_satisfaction=process,
            result_satisfaction="dissatisfied", resolved="否",
        )  # fmt: skip
        pages.append(text_of(scene.client("manager").get(f"/manage/order/{order.pk}/")))

    assert ["可由话务员再次办理" in page for page in pages] == [True, False]


@pytest.mark.covers("R11.1.2.3")
def test_second_inspector_judges_without_seeing_the_first(scene: Scene) -> None:
    line = scene.line
    set_parameters(line, P_qa=100, P_qa_strata="类别")
    line.order()
    line.later(days=1)
    plan = ReviewPlan(hotline=line.hotline, name="质检", since=date(2026, 3, 2), until=date(2026, 3, 2))
    line.does("inspector", plan, "draft")
    line.does("inspector", plan, "draw")
    review = Review.objects.get()
    first, second = scene.client("inspector"), scene.client("inspector_two")

    desk = text_of(first.get("/desk/inspecting/"))
    judged = first.post(
        f"/desk/inspecting/{review.pk}/judge/",
        {**VERDICTS, "language": "不符合", "remark": "未使用规范用语", "key": "k1"},
    )
    pages = [
        text_of(second.get(address))
        for address in (f"/desk/inspecting/{review.pk}/judge_again/", f"/desk/review/{review.pk}/")
    ]
    again = second.post(
        f"/desk/inspecting/{review.pk}/judge_again/",
        {"information_accuracy": "符合", "record_accuracy": "符合", "key": "k2"},
    )
    after = text_of(second.get(f"/desk/review/{review.pk}/"))

    assert "待评判" in desk and review.subject in desk
    assert (judged.status_code, again.status_code) == (302, 302)
    assert not any("未使用规范用语" in page for page in pages)
    assert "未使用规范用语" in after
    assert "重算一致" in text_of(first.get(f"/desk/review_plan/{plan.pk}/"))


def test_hearing_a_recording_is_logged_before_it_is_heard(
    scene: Scene, settings: Any, tmp_path: Path
) -> None:
    settings.HENGXIAN_RECORDINGS = tmp_path
    (tmp_path / "call.wav").write_bytes(b"RIFF")
    line = scene.line
    contact = placed(
        Contact(
            hotline=line.hotline, channel="phone", identity="c1", arrived_at=line.at, answered_at=line.at,
            agent=line.people["agent"].person, recording="call.wav",
        )
    )  # fmt: skip
    review = line.does("inspector", Review(hotline=line.hotline, contact=contact), "draw")
    browser = scene.client("inspector")

    barred = browser.get(f"/desk/review/{review.pk}/audio/")
    asked = text_of(browser.post(f"/desk/review/{review.pk}/recording/", {"reason": "质检"}))
    heard = browser.get(f"/desk/review/{review.pk}/audio/")

    assert barred.status_code == 403
    assert "<audio" in asked
    assert b"".join(heard.streaming_content) == b"RIFF"
    assert [each.reason for each in Entry.objects.filter(verb="play")] == ["质检"]
