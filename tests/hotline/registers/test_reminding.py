"""Dates in the registers are told beforehand and after, at their own hotline, until they are answered."""

from datetime import timedelta

from hengxian.records.reminders.telling import remind
from tests.hotline.line import NOON, Line
from tests.hotline.registers.keeping import decide, person, put, revise

COURSE = {
    "need": "质检发现答复差错", "audience": "全体话务员", "course": "物业管理政策", "hours": "4", "planned_on": "2026-03-10",
    "standing": "未实施",
}  # fmt: skip


def told(line: Line, days: int) -> list[tuple[str, str]]:
    """Who was told what on that day, of what concerns training and typing."""
    notices = remind(NOON + timedelta(days=days))
    return sorted((notice.account.username, notice.text) for notice in notices if notice.account)


def test_training_plan_is_told_a_week_before_on_the_day_and_every_week_after(line: Line):
    row = put(line, "manager", "training_plans", subject="2026-03", **COURSE)

    at_first, week_before, again, on_the_day, late = (told(line, days) for days in (0, 1, 2, 8, 15))
    line.later(days=16)
    done = {
        "standing": "已实施",
        "held_on": "2026-03-10",
        "expected": "20",
        "attended": "20",
        "result": "平均 92 分",
    }
    revise(line, "manager", row, **done)

    text = "《培训计划》2026-03的计划日期为 2026-03-10，尚无培训结果"
    both = [("manager", text), ("manager_two", text)]
    assert (at_first, week_before, again, on_the_day, late) == ([], both, [], both, both)
    assert told(line, 22) == []


def test_newer_test_of_a_person_ends_the_reminder_of_the_older(line: Line):
    decide(line, P_typing="5", P_typing_errors="不计差错")
    test = {
        "text": "政府热线服务",
        "typed": "290",
        "errors": "0",
        "minutes": "5",
        "software": "是",
        "software_basis": "登记一件",
    }
    agent = person(line, "agent")
    put(line, "inspector", "typing_tests", agent, **test, tested_on="2026-03-01", retest_on="2026-03-12")

    before = told(line, 3)
    put(line, "inspector", "typing_tests", agent, **test, tested_on="2026-03-02")

    assert [who for who, _ in before] == ["manager", "manager_two"]
    assert told(line, 11) == []


def test_cycle_is_told_only_once_its_length_is_set(line: Line):
    compiler, approver = (str(person(line, who).pk) for who in ("inspector", "manager"))
    said = {
        "starts_on": "2025-10-01", "ends_on": "2025-12-31", "content": "四项评价", "definitions": "见说明", "suppressed": "无",
        "place": "政务网站", "compiler": compiler, "approver": approver, "published_on": "2026-02-10", "way": "其他渠道",
    }  # fmt: skip
    put(line, "manager", "publications", subject="2025年四季度", evidence=("evaluation:1",), **said)

    unset = told(line, 1)
    decide(line, P_cycles_publication="1")

    assert unset == []
    assert [text for _, text in told(line, 2)] == ["评价与考核结果公布应于 2026-03-10 前进行"] * 2
