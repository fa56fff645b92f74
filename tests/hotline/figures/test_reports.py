"""Reports: from records alone, beside the year before, by a designated person, approved apart, corrected by a version."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hengxian.evaluation.kept import read_result
from hengxian.hotline.models import HotlineReport
from hengxian.hotline.reporting.cycles import overdue_periods, set_schedule, start_of
from hengxian.hotline.reporting.summing import PartsDiffer, check_sums
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.documents.paper import Paper
from hengxian.records.issuing import Imprint
from hengxian.records.parameters import set_value
from tests.hotline.figures.records import scatter
from tests.hotline.line import Line
from tests.keeping import stage

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 2, 12, tzinfo=SHANGHAI)
JANUARY = {"since": date(2026, 1, 1), "until": date(2026, 2, 1)}
SAID = {"findings": "路面破损集中在东区。", "trend": "较上月上升。"}


def _month(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=SHANGHAI)


@stage
def _drafted(line: Line, who: str = "manager_two", **columns: object) -> HotlineReport:
    report = HotlineReport(hotline=line.hotline, title="2026年1月运行报告", **JANUARY | columns)
    perform(report, "draft", by=line.actor(who), at=NOW)
    return report


@stage
def _january(line: Line) -> None:
    scatter(line, 2, start=_month(2026), days=28, contacts=60)


@stage
def _approved(line: Line) -> HotlineReport:
    report = _drafted(line)
    perform(report, "write", by=line.actor("manager_two"), at=NOW, **SAID)
    perform(report, "approve", by=line.actor("manager"), at=NOW)
    return report


def _words(report: HotlineReport) -> str:
    from hengxian.hotline.reporting.paper import report_paper

    paper: Paper = report_paper(report, Imprint("统计报告〔2026〕1号", 1, NOW.date()), NOW)
    return str(paper)


@pytest.mark.covers("R10.6.1.1")
def test_a_report_without_a_designated_compiler_is_refused(line: Line) -> None:
    scatter(line, 1, start=_month(2026), days=28, contacts=20)

    with pytest.raises(NotAllowed, match="没有“编制报告”的权限"):
        _drafted(line, "manager")

    assert not HotlineReport.objects.exists()


@pytest.mark.covers("R10.6.1.2")
def test_each_figure_stands_beside_that_of_the_year_before(line: Line) -> None:
    scatter(line, 1, start=_month(2025), days=28, contacts=60)
    scatter(line, 2, start=_month(2026), days=28, contacts=60)

    report = _drafted(line)

    before = read_result(report.evaluation_before)
    assert before["period"] == {
        "start": "2025-01-01T00:00:00+08:00",
        "end": "2025-02-01T00:00:00+08:00",
        "stated": True,
    }
    assert [one["before"] for one in report.figures["indicators"]] == [
        before["indicators"][one["id"]] for one in report.figures["indicators"]
    ]
    assert report.figures["total_before"] == before["funnels"]["closure"]["accepted"]
    assert all(
        sum(part["before"] for part in table["parts"]) == report.figures["total_before"]
        for table in report.figures["breakdowns"]
    )


@pytest.mark.covers("T36")
def test_three_months_of_data_give_no_comparison_and_never_0(line: Line) -> None:
    _january(line)

    words = _words(_drafted(line))

    assert "三个月数据不足以评定" in words and "去年同期无数据" not in words
    assert "上年同期为 0" not in words


def test_a_year_without_records_reads_no_such_data(line: Line) -> None:
    scatter(line, 1, start=_month(2024), days=28, contacts=20)
    scatter(line, 2, start=_month(2026), days=28, contacts=60)

    report = _drafted(line)

    assert (report.evaluation_before, report.figures["no_before"]) == (None, "去年同期无数据")
    assert {part["before"] for table in report.figures["breakdowns"] for part in table["parts"]} == {None}
    assert "去年同期无数据" in _words(report)


@pytest.mark.covers("B-12")
def test_figures_come_from_the_kept_evaluation_and_parts_make_the_whole(line: Line) -> None:
    _january(line)

    report = _drafted(line)

    assert {one["id"]: one["now"] for one in report.figures["indicators"]} == read_result(report.evaluation)[
        "indicators"
    ]
    report.figures["breakdowns"][0]["parts"][0]["count"] += 3
    total = report.figures["total"]
    with pytest.raises(PartsDiffer, match=f"“按工单类别”各项之和 {total + 3} 与受理总数 {total} 相差 3"):
        check_sums(report.figures)
    with pytest.raises(Incomplete, match="相差 3"):
        perform(report, "approve", by=line.actor("manager"), at=NOW)


def test_approver_is_another_person_than_the_compiler(line: Line) -> None:
    _january(line)
    report = _drafted(line)
    perform(report, "write", by=line.actor("manager_two"), at=NOW, **SAID)

    with pytest.raises(NotAllowed, match="不能“批准报告”"):
        perform(report, "approve", by=line.actor("manager_two"), at=NOW)


@pytest.mark.covers("R10.6.1.4")
def test_an_approved_report_prints_as_of_definitions_counts_exclusions_and_is_corrected_by_a_version(
    line: Line,
) -> None:
    _january(line)
    report = _approved(line)
    later = NOW + timedelta(days=1)

    perform(report, "correct", by=line.actor("manager_two"), at=later, reason="一件工单误标为测试")

    words, fresh = _words(report), report.corrections.get()
    perform(fresh, "approve", by=line.actor("manager"), at=later)
    assert all(
        word in words for word in ("数据截至", "2026-03-02 12:00", "分母：", "未采用的记录", "剔除", "／")
    )
    assert report.document is not None and fresh.document is not None
    assert (report.status, fresh.status, fresh.document.number) == (
        "已更正",
        "已批准",
        report.document.number,
    )
    assert (report.document.edition, fresh.document.edition) == (1, 2)
    assert report.document.word is not None


@pytest.mark.covers("R10.6.1.3")
def test_a_report_is_sent_to_named_recipients_only_once_approved(line: Line) -> None:
    _january(line)
    report = _drafted(line)
    sending = {"recipients": "甲市人民政府办公室\n甲市城管局", "way": "平台内送达", "delivered_at": NOW}
    with pytest.raises(Exception, match="现为“草稿”，不能报送"):
        perform(report, "send", by=line.actor("manager_two"), at=NOW, **sending)
    perform(report, "write", by=line.actor("manager_two"), at=NOW, **SAID)
    perform(report, "approve", by=line.actor("manager"), at=NOW)

    perform(
        report,
        "send",
        by=line.actor("manager_two"),
        at=NOW + timedelta(minutes=1),
        **sending | {"delivered_at": NOW},
    )

    assert [one["recipient"] for one in report.sent_to] == ["甲市人民政府办公室", "甲市城管局"]
    assert [step.note for step in report.document.steps.all()] == ["甲市人民政府办公室", "甲市城管局"]


def test_a_report_on_a_running_period_is_refused(line: Line) -> None:
    with pytest.raises(Incomplete, match="尚未结束"):
        _drafted(line, until=date(2026, 4, 1))


def test_cycles_say_which_report_is_due_and_late_once_cycle_and_schedule_are_set(line: Line) -> None:
    scatter(line, 1, start=_month(2026), days=28, contacts=20)
    assert overdue_periods(line.hotline, NOW) == []
    set_value("P-cycles", "1", by=line.actor("manager"), at=NOW, basis="本热线规定")
    with pytest.raises(NotAllowed):
        set_schedule(line.hotline, "甲市人民政府办公室", 5, by=line.actor("agent"), at=NOW)
    set_schedule(line.hotline, "甲市人民政府办公室", 5, by=line.actor("manager"), at=NOW)

    february, january = overdue_periods(line.hotline, NOW)

    assert (january.since, january.until, january.due_on, january.is_overdue, january.report) == (
        date(2026, 1, 1), date(2026, 2, 1), date(2026, 2, 6), True, None,
    )  # fmt: skip
    assert (february.since, february.due_on, february.is_overdue) == (
        date(2026, 2, 1),
        date(2026, 3, 6),
        False,
    )


def test_a_year_of_twelve_months_and_quarters_begin_in_january() -> None:
    assert [start_of(date(2026, 8, 20), months) for months in (1, 3, 12)] == [
        date(2026, 8, 1),
        date(2026, 7, 1),
        date(2026, 1, 1),
    ]
