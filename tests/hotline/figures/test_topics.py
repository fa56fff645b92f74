"""Concentrated matters and rising words."""

from datetime import timedelta

import pytest

from hengxian.hotline.models import HotlineReport
from hengxian.hotline.topics.proposing import proposals
from hengxian.hotline.topics.terms import pairs, risen, rising_terms
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import Incomplete
from hengxian.records.parameters import set_value
from tests.hotline.line import Line


def _concentrated(line: Line) -> list[str]:
    numbers = [line.order(area="东区").number for _ in range(3)]
    line.order(area="西区")
    return numbers


def _set_bound(line: Line) -> None:
    set_value("P-concentrated", "3件 7天 事项 区域", by=line.actor("manager"), at=line.at, basis="本热线规定")


def test_nothing_is_proposed_while_the_bound_is_unset(line: Line) -> None:
    _concentrated(line)

    assert proposals(line.hotline, line.at) == []


@pytest.mark.covers("R10.6.2.1")
def test_a_matter_that_reaches_the_bound_is_proposed_with_its_orders_listed(line: Line) -> None:
    numbers = _concentrated(line)
    _set_bound(line)

    found = proposals(line.hotline, line.later(minutes=1))

    assert [(each.matter, each.area, [order.number for order in each.orders]) for each in found] == [
        ("路面破损", "东区", numbers)
    ]
    assert found[0].title == "关于东区路面破损集中反映情况的专题报告"


@pytest.mark.covers("R10.6.2.2")
def test_a_special_report_has_findings_trend_a_suggestion_if_any_the_leaders_reply_and_follow_up(
    line: Line,
) -> None:
    numbers = _concentrated(line)
    _set_bound(line)
    proposal = proposals(line.hotline, line.later(minutes=1))[0]
    now = line.later(days=2)
    report = HotlineReport(
        hotline=line.hotline, sort="special", title=proposal.title, since=proposal.since, until=proposal.until,
        topic=proposal.topic(),
    )  # fmt: skip
    compiler, manager = line.actor("manager_two"), line.actor("manager")
    perform(report, "draft", by=compiler, at=now)
    with pytest.raises(Incomplete, match="报告还缺：发现与规律、趋势"):
        perform(report, "approve", by=manager, at=now)
    perform(report, "write", by=compiler, at=now, findings="集中在一条路。", trend="一周内上升。")

    perform(report, "approve", by=manager, at=now)

    sending = {"recipients": "甲市人民政府办公室", "way": "平台内送达", "delivered_at": now}
    perform(report, "send", by=compiler, at=now, **sending)
    told = {"leader": "分管领导", "reply": "请城管局一周内修复。", "follow_up": "已修复并回访。"}
    perform(report, "reply", by=manager, at=now, **told)
    assert [one["number"] for one in report.topic["orders"]] == numbers
    assert (report.suggestion, report.leader, report.reply, report.follow_up) == ("", *told.values())
    again = proposals(line.hotline, now)
    assert [each.reported for each in again] == [report]


def test_a_special_report_without_a_topic_is_refused(line: Line) -> None:
    day = line.at.date() - timedelta(days=3)
    report = HotlineReport(
        hotline=line.hotline, sort="special", title="某专题", since=day, until=line.at.date()
    )

    with pytest.raises(Incomplete, match="专题报告还缺"):
        perform(report, "draft", by=line.actor("manager_two"), at=line.at)


def test_two_character_words_that_rise_are_named_with_their_orders() -> None:
    now = [(1, "小区停水两天"), (2, "又停水，无人管"), (3, "停水原因不明"), (4, "路灯不亮")]
    before = [(5, "路灯不亮"), (6, "路灯坏了"), (7, "路灯不亮"), (8, "停水")]

    found = risen(now, before, fewest=2)

    assert [(term.text, term.now, term.before, term.orders) for term in found] == [("停水", 3, 1, (1, 2, 3))]


def test_binding_characters_make_no_word() -> None:
    assert pairs("燃气的味道，abc很大") == {"燃气", "味道"}


def test_confidential_orders_lend_no_words(line: Line) -> None:
    for _ in range(3):
        line.order(text="某小区燃气泄漏", is_confidential=True)

    assert "燃气" not in {term.text for term in rising_terms(line.hotline, line.later(minutes=1), 7)}
