"""Managers: the board, what has to be seen today, an extension and a return settled, a report, a dataset, the seats."""

from datetime import timedelta

import pytest

from hengxian.hotline.models import DatasetExport, Extension, Hotline, HotlineReport, Order, Unit
from tests.journeys.hotline.doing import does, filed, ring, transferred, two_weeks_of_calls
from tests.journeys.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WEEK = {"since": "2026-03-13", "until": "2026-03-20"}


def test_the_board_shows_who_waits_and_what_is_to_be_decided(stage: Stage, hotline: Hotline) -> None:
    ring(stage, hotline)
    order = filed(stage, hotline, "湖滨片区路面塌陷", "路面破损")
    does(stage, "agent2", order, "mark_emergency", emergency_type="事故灾难")
    desk = stage.desk("manager")

    page = desk.open("/manage/board/")
    desk.look("manager-1-board")
    told = page.inner_text("main")
    desk.open("/manage/board/wall/")
    desk.look("manager-2-wall", ("desktop",))
    desk.open(f"/manage/board/pictures/?since={WEEK['since']}&until={WEEK['until']}")
    desk.look("manager-3-pictures", ("desktop",))

    assert "应急事件未确认 1 件" in told and order.number in told


def test_an_extension_is_approved_and_a_return_is_ruled_upon(stage: Stage, hotline: Hotline) -> None:
    extended = transferred(stage, hotline, "湖滨片区路面破损", "路面破损")
    does(stage, "handler", extended, "take_up")
    wish = does(stage, "handler", Extension(order=extended, reason="需等待材料到货", days=3), "ask")
    returned = transferred(stage, hotline, "新城片区占道经营", "占道经营")
    does(stage, "handler", returned, "return", reason="该路段由园区自管")
    desk, unit = stage.desk("manager"), Unit.objects.get(name="城市管理局")

    desk.open("/manage/today/")
    desk.look("manager-4-today")
    desk.act(f"/manage/extension/{wish.pk}/", "批准延期", reason="情况属实")
    desk.open(f"/manage/order/{returned.pk}/settle_return/")
    said = {"units": str(unit.pk), "is_directed": "yes", "reason": "经核实属该单位管理范围"}
    desk.fill(said)
    desk.look("manager-5-ruling", ("desktop",))
    desk.send()

    extended, returned = (Order.objects.get(pk=each.pk) for each in (extended, returned))
    assert (returned.status, returned.lead) == ("已转交", unit)
    assert extended.limit_at is not None and extended.due_at is not None
    assert extended.limit_at - extended.due_at >= timedelta(days=3)


def test_a_report_and_a_dataset_are_made_from_the_records(stage: Stage, hotline: Hotline) -> None:
    writer, reader = stage.desk("manager2"), stage.desk("manager")

    page = writer.open("/manage/reports/")
    made = page.locator("form").filter(has=page.get_by_role("button", name="由记录编制草稿"))
    for name, day in WEEK.items():
        made.locator(f"[name={name}]").fill(day)
    made.locator("[name=title]").fill("一周运行报告")
    made.get_by_role("button").click()
    page.get_by_role("link", name="一周运行报告").wait_for()
    report = HotlineReport.objects.get()
    path = f"/manage/hotline_report/{report.pk}/"
    writer.act(path, "撰写分析", findings="路面破损最多", trend="与上周持平")
    reader.act(path, "批准报告")
    reader.open(path)
    reader.look("manager-6-report", ("desktop",))
    page = writer.open("/manage/datasets/")
    for name, day in WEEK.items():
        page.locator(f"main [name={name}]").fill(day)
    page.get_by_role("button", name="导出", exact=True).click()
    page.locator("td.digest").first.wait_for()
    writer.look("manager-7-datasets", ("desktop",))
    with page.expect_download() as taken:
        page.goto(f"{writer.base}/manage/dataset_export/{DatasetExport.objects.latest('pk').pk}/")
        page.get_by_role("button", name="下载").click()

    report.refresh_from_db()
    assert report.status == "已批准"
    assert taken.value.suggested_filename.endswith(".zip")


def test_seats_are_set_against_the_load(stage: Stage, hotline: Hotline) -> None:
    two_weeks_of_calls(stage, hotline)
    desk = stage.desk("manager")

    page = desk.open("/manage/staffing/")
    for seat in page.locator("table.week input").all():
        seat.fill("3")
    page.get_by_role("button", name="自今日起按此排班").click()
    page.get_by_role("heading", name="风险时段").wait_for()
    desk.look("manager-8-staffing")

    assert page.locator("table.week").first.is_visible()
