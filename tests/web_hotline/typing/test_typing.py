"""文字录入测试 on the computer: opened by another, started by a code, measured by the server (9.3.2.4)."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from hengxian.hotline.models import TypingTest
from hengxian.hotline.people.testing import laid_out, minutes_taken, start_code
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.records.models import RegisterRow
from hengxian.records.registers.gaps import gaps
from tests.hotline.closing import set_parameters
from tests.hotline.line import Line
from tests.hotline.registers.keeping import book
from tests.web_hotline.scene import Scene

RECORDED = {"software": True, "software_basis": "热线系统登记一件工单"}


@pytest.fixture
def line(scene: Scene) -> Line:
    """Tests last a minute; an error counts for nothing."""
    set_parameters(scene.line, P_typing="1", P_typing_errors="差错不计入字数")
    return scene.line


def opened(line: Line, **said: Any) -> TypingTest:
    """For 话务甲, by an inspector."""
    new = TypingTest(hotline=line.hotline, person=line.people["agent"].person)
    made: TypingTest = line.does("inspector", new, "open", **{"source": "路灯"} | said)
    return made


def taken(line: Line, characters: int, slips: int = 0, late: float = 0) -> TypingTest:
    """Typed by the agent in a minute, with some characters wrong at the end."""
    test = opened(line)
    line.does("agent", test, "start", code=start_code(test))
    text = laid_out(test)
    line.at += timedelta(seconds=late)  # `does` goes on by a minute
    typed = text[: characters - slips] + "※" * slips
    made: TypingTest = line.does("agent", test, "submit", typed=typed)
    return made


@pytest.mark.covers("R9.3.2.4")
@pytest.mark.parametrize(("characters", "speed", "is_met"), [(59, "59", False), (60, "60", True)])
def test_sixty_characters_a_minute_meet_the_clause_and_fifty_nine_do_not(
    line: Line, characters: int, speed: str, is_met: bool
) -> None:
    test = taken(line, characters)

    line.does("inspector", test, "record", retest_on=date(2026, 9, 1), **RECORDED)

    [row] = RegisterRow.objects.filter(register="typing_tests", bound=f"person:{test.person_id}")
    assert TypingTest.objects.get().row == row
    assert {name: row.data[name] for name in ("text", "typed", "errors", "minutes", "speed", "is_met")} == {
        "text": test.text, "typed": characters, "errors": 0, "minutes": "1", "speed": speed, "is_met": is_met,
    }  # fmt: skip
    assert any(
        gap.kind == "expires" for gap in gaps(book(line, "typing_tests", test.person), date(2026, 8, 20))
    )


def test_errors_are_counted_by_the_server_against_the_text(line: Line) -> None:
    test = taken(line, 63, slips=4)

    line.does("manager", test, "record", **RECORDED)

    assert (test.errors, RegisterRow.objects.get(register="typing_tests").data["speed"]) == (4, "59")


def test_time_is_the_servers(line: Line) -> None:
    test = opened(line)
    line.does("agent", test, "start", code=start_code(test))
    line.at -= timedelta(seconds=10)

    with pytest.raises(Incomplete, match="测试时间未到，还有 11 秒"):
        line.does("agent", test, "submit", typed="某日")


@pytest.mark.parametrize(("late", "minutes"), [(0.5, "1.00"), (3, "1.05"), (6, "1.10")])
def test_what_comes_a_little_late_counts_by_the_longer_time(line: Line, late: float, minutes: str) -> None:
    assert minutes_taken(taken(line, 60, late=late)) == Decimal(minutes)


def test_what_comes_too_late_is_no_result(line: Line) -> None:
    test = taken(line, 60, late=9)

    with pytest.raises(NotNow, match="交卷比时间到晚了 9 秒"):
        line.does("inspector", test, "record", **RECORDED)
    voided = line.does("inspector", test, "void", reason="网络中断")

    assert (voided.status, RegisterRow.objects.filter(register="typing_tests").count()) == ("已作废", 0)


def test_nobody_tests_himself_or_starts_without_the_code(line: Line) -> None:
    test = opened(line)

    with pytest.raises(Incomplete, match="开始码不对"):
        line.does("agent", test, "start", code="abc")
    with pytest.raises(NotAllowed):
        line.does("agent_two", test, "start", code=start_code(test))
    with pytest.raises(NotAllowed):
        line.does("agent", test, "void", reason="不考")
    own = TypingTest(hotline=line.hotline, person=line.people["both"].person)
    with pytest.raises(Incomplete, match="本人的测试须由他人开设"):
        line.does("both", own, "open", source="路灯")
    with pytest.raises(Incomplete, match="未完的测试"):
        opened(line)


def test_test_waits_until_length_and_errors_are_set(scene: Scene) -> None:
    with pytest.raises(Incomplete, match="文字录入测试时长"):
        opened(scene.line)


def test_text_of_ones_own_is_given_where_it_was_chosen(line: Line) -> None:
    with pytest.raises(Incomplete, match="不少于 30 字"):
        opened(line, source="自拟文本", text="太短")
    made = opened(line, source="自拟文本", text="甲乙丙丁戊己庚辛壬癸" * 3)

    assert (made.text, len(laid_out(made))) == ("甲乙丙丁戊己庚辛壬癸" * 3, 210)


@pytest.mark.covers("R9.3.2.4")
def test_agent_takes_the_test_at_his_own_desk(
    line: Line, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = at_the_clock(monkeypatch, line)
    test = opened(line)
    inspector, agent = scene.client("inspector"), scene.client("agent")
    seen = page(inspector.get(f"/desk/typing_test/{test.pk}/"))
    code = start_code(test)

    asked = page(agent.get("/desk/typing/"))
    wrong = page(agent.post("/desk/typing/", {"code": "x"}), 422)
    laid = page(agent.post("/desk/typing/", {"code": code}))
    started = agent.post(f"/desk/typing/{test.pk}/start/", {"code": code})
    at[0] += timedelta(seconds=60.2)
    sent = agent.post(f"/desk/typing/{test.pk}/submit/", {"typed": laid_out(test)[:80], "speed": "900"})
    waits = page(agent.get("/desk/typing/"))
    line.at = at[0]
    line.does("inspector", test, "record", **RECORDED)
    after = page(agent.get("/desk/typing/"))

    assert code in seen and code not in asked and "开始码不对" in wrong
    assert laid_out(test) in laid and 'data-seconds="60"' in laid
    assert (started.json(), sent.status_code) == ({"seconds": 60.0}, 302)
    assert "录入 80 字，差错 0 字" in waits and "结果待组织者登记" in waits
    assert "录入速度 80 字/min。条款核对（60字/min以上，含本数）：符合" in after
    assert agent.get(f"/desk/typing_test/{test.pk}/").status_code == 404


def test_result_never_goes_by_what_the_browser_says_of_time(
    line: Line, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = at_the_clock(monkeypatch, line)
    test = opened(line)
    agent = scene.client("agent")
    agent.post(f"/desk/typing/{test.pk}/start/", {"code": start_code(test)})
    at[0] += timedelta(seconds=30)

    early = agent.post(
        f"/desk/typing/{test.pk}/submit/", {"typed": "某", "minutes": "1", "ended_at": "2030-01-01"}
    )

    assert early.status_code == 422
    assert TypingTest.objects.get().status == "录入中"
    assert Entry.objects.filter(object_kind="typing_test", verb="submit").count() == 0


def at_the_clock(monkeypatch: pytest.MonkeyPatch, line: Line) -> list[datetime]:
    """The clock of the pages, to be set by hand."""
    clock = [line.at + timedelta(minutes=5)]
    monkeypatch.setattr("hengxian.web.acting.visitor.now", lambda: clock[0])
    return clock


def page(answer: Any, status: int = 200) -> str:
    """The page, after its status was looked at."""
    assert answer.status_code == status, (answer.status_code, answer.content.decode()[:400])
    return str(answer.content.decode())
