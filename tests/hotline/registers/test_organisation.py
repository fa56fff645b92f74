"""Organisation and duty: charts by version, duties of posts, hours declared and covered (9.1.1, 10.1.2.1)."""

from datetime import date, datetime, timedelta

import pytest

from hengxian.hotline.people.duty import Span, declared, read_hours, uncovered
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.records.clocks import SHANGHAI
from hengxian.records.registers.effect import in_force, standings
from hengxian.records.registers.reading import rows
from tests.hotline.line import Line
from tests.hotline.registers.keeping import PROOF, book, lacking, put, revise, sees

FIRST = {
    "version": "2025版", "starts_on": "2025-01-01", "units": "综合部、话务部", "needs": "日均来电三千件",
    "occasion": ["首次设置"], "reason": "热线开通",
}  # fmt: skip
SECOND = {
    "version": "2026版", "starts_on": "2026-06-01", "units": "综合部、话务部、督办部", "needs": "超期工单增多，督办要求提高",
    "occasion": ["业务变化", "公众需求"], "reason": "一季度超期工单增加，分析见附件",
}  # fmt: skip


@pytest.mark.covers("R9.1.1.1", "R9.1.1.4")
def test_chart_effective_on_the_first_of_june_does_not_show_on_the_day_before(line: Line):
    put(line, "manager", "organisation_charts", evidence=PROOF, **FIRST)
    put(line, "manager", "organisation_charts", evidence=PROOF, **SECOND)
    charts = book(line, "organisation_charts")
    kept = list(rows("organisation_charts", charts.bound))

    shown = {
        day: [row.data["version"] for row in in_force(charts, day)]
        for day in (date(2026, 5, 31), date(2026, 6, 1))
    }

    assert shown == {date(2026, 5, 31): ["2025版"], date(2026, 6, 1): ["2026版"]}
    assert [(row.data["version"], row.data["needs"]) for row in kept] == [
        ("2025版", "日均来电三千件"),
        ("2026版", "超期工单增多，督办要求提高"),
    ]
    assert [(row.data["occasion"], row.data["reason"]) for row in kept] == [
        (["首次设置"], "热线开通"),
        (["业务变化", "公众需求"], "一季度超期工单增加，分析见附件"),
    ]
    words = standings(charts.table, kept, date(2026, 6, 1))
    assert [words[row.pk] for row in kept] == ["已被代替", "现行"]


def test_chart_is_never_overwritten_and_needs_its_reason_and_its_drawing(line: Line):
    row = put(line, "manager", "organisation_charts", evidence=PROOF, **FIRST)

    with pytest.raises(NotNow, match="只能增加，不能修改"):
        revise(line, "manager", row, units="话务部")
    with pytest.raises(Incomplete, match=r"「调整理由」须填写"):
        put(line, "manager", "organisation_charts", evidence=PROOF, **SECOND | {"reason": ""})
    with pytest.raises(Incomplete, match="须附至少 1 件证据"):
        put(line, "manager", "organisation_charts", **SECOND)


@pytest.mark.covers("R9.1.1.2")
def test_post_without_duties_is_listed_until_it_has_some(line: Line):
    unit = {"kind": "部门", "duties": "受理来电来件", "starts_on": "2026-01-01"}
    post = {"kind": "岗位", "belongs_to": "话务部", "starts_on": "2026-01-01"}
    put(line, "manager", "post_duties", subject="话务部", **unit)
    row = put(line, "manager", "post_duties", subject="值班长", **post)

    before = lacking(line, "post_duties")
    revise(line, "manager", row, duties="当班调度，处置突发应急事件")

    assert before == ["《部门与岗位职责》值班长未填「职责」（9.1.1.2）"]
    assert lacking(line, "post_duties") == []


def test_register_of_one_hotline_is_closed_to_the_people_of_another(line: Line):
    assert sees(line, "agent", "organisation_charts")
    assert not sees(line, "stranger", "organisation_charts")
    assert not sees(line, "agent", "organisation_charts", of=line.other)

    with pytest.raises(NotAllowed):
        put(line, "manager", "organisation_charts", line.other, evidence=PROOF, **FIRST)


@pytest.mark.covers("R10.1.2.1", "T35")
def test_other_hours_than_the_advised_are_taken_with_a_hint_and_no_finding(line: Line):
    hours = {
        "days": ["周一", "周二", "周三", "周四", "周五"],
        "opens": "08:30",
        "closes": "17:30",
        "starts_on": "2026-01-01",
    }

    row = put(line, "manager", "service_hours", **hours)

    assert row.data["weekly_hours"] == "45"
    assert "宜采取每周7天，每天24h工作制" in row.data["advice"]
    assert "不是不符合" in row.data["advice"]
    assert lacking(line, "service_hours") == []


@pytest.mark.covers("R10.1.2.1")
def test_roster_shows_the_declared_hours_that_no_shift_covers(line: Line):
    put(
        line,
        "manager",
        "service_hours",
        days=["周一", "周二"],
        opens="08:00",
        closes="20:00",
        starts_on="2026-01-01",
    )
    for shift, start, end in (
        ("早班", "2026-03-02T08:00", "2026-03-02T14:00"),
        ("晚班", "2026-03-02T15:00", "2026-03-02T20:00"),
        ("早班", "2026-03-03T07:00", "2026-03-03T20:00"),
    ):
        put(line, "manager", "duty_roster", shift=shift, starts_at=start, ends_at=end, seats="6")
    [row] = in_force(book(line, "service_hours"), date(2026, 3, 2))

    hours = read_hours(row.data["days"], row.data["opens"], row.data["closes"])
    roster = rows("duty_roster", line.hotline.story)
    shifts = [
        Span(*(datetime.fromisoformat(each.data[name]) for name in ("starts_at", "ends_at")))
        for each in roster
    ]
    open_hours = uncovered(declared(hours, date(2026, 3, 2), 7, SHANGHAI), shifts)

    noon = datetime(2026, 3, 2, 14, 0, tzinfo=SHANGHAI)
    assert open_hours == [Span(noon, noon + timedelta(hours=1))]


def test_hours_that_are_no_clock_are_refused_in_one_sentence(line: Line):
    with pytest.raises(Incomplete, match="时刻写作 08:30，全天结束写作 24:00，现为“8点”"):
        put(
            line,
            "manager",
            "service_hours",
            days=["周一"],
            opens="8点",
            closes="17:30",
            starts_on="2026-01-01",
        )
    with pytest.raises(Incomplete, match="由系统计算，不能填写"):
        put(
            line, "manager", "service_hours", days=["周一"], opens="08:00", closes="17:30", starts_on="2026-01-01",
            weekly_hours="168",
        )  # fmt: skip
