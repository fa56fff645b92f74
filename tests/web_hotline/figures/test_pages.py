"""The manager's pages of figures: board, pictures, datasets, reports, topics, staffing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache

from hengxian.evaluation.models import Evaluation
from hengxian.hotline.models import Contact, DatasetExport, Disclosure, HotlineReport, Order, Roster
from hengxian.records.clocks import SHANGHAI
from hengxian.records.parameters import set_value
from tests.cast import NOON, placed
from tests.hotline.figures.records import scatter
from tests.web_hotline.scene import Scene


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()


def _now() -> datetime:
    return datetime.now(UTC)


def _filled(scene: Scene, contacts: int = 60, days: int = 9) -> None:
    scatter(scene.line, 1, start=_now() - timedelta(days=days), days=days, contacts=contacts)


def test_board_shows_who_waits_what_is_due_and_the_engines_figures(scene: Scene) -> None:
    _filled(scene)
    Contact.objects.create(
        hotline=scene.line.hotline,
        channel="phone",
        identity="waits",
        arrived_at=_now() - timedelta(seconds=40),
    )

    page = scene.client("manager").get("/manage/board/").content.decode()

    assert all(
        word in page
        for word in ("最近 24 小时接通率", "电话等待", "已超", "今日指标", "电话接通率", "应急未确认")
    )
    assert 'hx-get="/manage/board/live/' in page


@pytest.mark.covers("R10.1.2.2")
def test_wall_shows_the_rolling_figure_and_its_worst_window(scene: Scene) -> None:
    for minutes, answered in ((600, True), (300, False), (5, True)):
        at = _now() - timedelta(minutes=minutes)
        Contact.objects.create(
            hotline=scene.line.hotline, channel="phone", identity=f"c{minutes}", arrived_at=at,
            answered_at=at if answered else None, ended_at=at,
        )  # fmt: skip

    page = scene.client("manager").get("/manage/board/wall/").content.decode()

    assert "66.67%" in page and "接通 2／来电 3" in page and "24 小时内最低 50.00%（1／2）" in page


@pytest.mark.covers("B-1")
def test_manager_enters_an_outage_from_the_board_which_then_says_so(scene: Scene) -> None:
    browser, line = scene.client("manager"), scene.line.hotline
    address = f"/manage/hotline/{line.pk}/new/outage/enter/"
    began, ended = (
        (_now() + timedelta(hours=n)).astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M") for n in (-1, 1)
    )
    said = {"source": "calls", "from_at": began, "to_at": ended, "reason": "交换机检修", "key": "k1"}

    before = browser.get("/manage/board/").content.decode()
    sent = browser.post(address, said)
    after = browser.get("/manage/board/live/").content.decode()

    assert address in before and "可能中断" in before and "已登记的中断" not in before
    assert sent.status_code == 302
    assert "交换机检修" in after and "没有来电记录：已登记的中断" in after and "可能中断" not in after
    assert scene.client("agent").get(address).status_code in (403, 404)


def test_an_idle_line_reads_possible_outage_and_no_100(scene: Scene) -> None:
    page = scene.client("manager").get("/manage/board/live/").content.decode()

    assert "可能中断" in page and "100.00%" not in page


def test_pictures_come_with_their_figures_as_tables(scene: Scene) -> None:
    _filled(scene)

    page = scene.client("manager").get("/manage/board/pictures/").content.decode()

    assert page.count("<svg") >= 4
    assert all(word in page for word in ("按区域", "一周来电分布", "办结漏斗", "同一数据的表格"))


def test_pictures_of_too_long_a_period_say_what_to_do(scene: Scene) -> None:
    answer = scene.client("manager").get("/manage/board/pictures/?since=2025-01-01&until=2026-01-01")

    assert answer.status_code == 422 and "此页最多看 31 天" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.covers("R12.1.2.1", "R12.1.2.4", "R12.1.1.1", "T12")
def test_a_dataset_is_exported_evaluated_and_its_result_opens_data_pack_and_people(scene: Scene) -> None:
    _filled(scene)
    client = scene.client("manager")
    on = _now().date()
    asked = {"since": str(on - timedelta(days=7)), "until": str(on), "form": "csv"}

    client.post("/manage/datasets/", asked)
    export = DatasetExport.objects.get()
    client.post(f"/manage/datasets/{export.pk}/evaluate/")

    kept = Evaluation.objects.get()
    page = client.get(f"/manage/results/{kept.pk}/").content.decode()
    for word in (
        export.sha256,
        kept.pack,
        "主管壬",
        "GB/T 33357 未核对",
        f"/manage/dataset_export/{export.pk}/",
    ):
        assert word in page
    assert not any(word in page for word in ("合格", "达标"))
    record = client.get(f"/manage/dataset_export/{export.pk}/").content.decode()
    assert f"/manage/results/{kept.pk}/" in record and export.sm3 in record
    assert client.get(f"/manage/results/{kept.pk}/report.pdf").content.startswith(b"%PDF")
    assert b"".join(client.post(f"/manage/datasets/{export.pk}/download/")).startswith(b"PK")


@pytest.mark.django_db(transaction=True)
def test_a_report_is_drafted_on_its_page_and_shown_with_its_figures(scene: Scene) -> None:
    _filled(scene)
    client, on = scene.client("manager_two"), _now().date()

    client.post(
        "/manage/reports/", {"since": str(on - timedelta(days=7)), "until": str(on), "title": "一周报告"}
    )

    report = HotlineReport.objects.get()
    page = client.get(f"/manage/hotline_report/{report.pk}/").content.decode()
    assert all(word in page for word in ("一周报告", "主要指标", "三个月数据不足以评定", "按区域", "<svg"))


def test_whoever_is_not_designated_is_offered_no_draft(scene: Scene) -> None:
    client = scene.client("manager")

    page = client.get("/manage/reports/").content.decode()
    refused = client.post("/manage/reports/", {"title": "某报告"})

    assert "您没有被指定" in page and refused.status_code == 403
    assert not HotlineReport.objects.exists()


def test_topics_list_concentrated_orders_and_rising_words(scene: Scene) -> None:
    line = scene.line
    for number in range(3):
        Order.objects.create(
            hotline=line.hotline, number=f"T{number}", channel="phone", type="appeal", matter=line.matters["停水"],
            title="小区停水", text="连续停水", area="东区", accepted_at=_now() - timedelta(hours=3), status="已受理",
        )  # fmt: skip
    set_value("P-concentrated", "3件 7天 事项 区域", by=line.actor("manager"), at=_now(), basis="本热线规定")

    page = scene.client("manager_two").get("/manage/topics/").content.decode()

    assert "东区 停水：3 件" in page.replace("  ", " ") and "编制专题报告" in page
    assert "<strong>停水</strong>" in page


@pytest.mark.covers("R9.1.2.2")
def test_staffing_shows_calls_seats_share_within_15_s_and_marks_the_hours_at_risk(scene: Scene) -> None:
    monday = _now() - timedelta(days=_now().weekday() + 7)
    ten = monday.replace(hour=2, minute=0, second=0, microsecond=0)  # 10:00 local
    for number in range(240):
        at = ten + timedelta(seconds=14 * number)
        Contact.objects.create(
            hotline=scene.line.hotline, channel="phone", identity=f"s{number}", arrived_at=at, answered_at=at,
            ended_at=at + timedelta(seconds=200),
        )  # fmt: skip
    client = scene.client("manager")

    client.post("/manage/staffing/", {f"s{day}-{hour}": "1" for day in range(7) for hour in range(24)})

    page = client.get("/manage/staffing/").content.decode()
    assert Roster.objects.get().seats[0][10] == 1
    assert "风险时段 1" in page and "周一 10:00" in page and "hour-risk" in page
    assert "多一席后" in page


def test_a_roster_of_odd_seats_is_refused_with_a_sentence(scene: Scene) -> None:
    answer = scene.client("manager").post("/manage/staffing/", {"s0-0": "许多"})

    assert answer.status_code == 422 and "座席数应为 7 天 × 24 小时" in answer.content.decode()


def test_a_disclosure_is_drafted_by_form_and_previewed(scene: Scene) -> None:
    _filled(scene)
    client, on = scene.client("manager"), _now().date()
    address = f"/manage/hotline/{scene.line.hotline.pk}/new/disclosure/draft/"
    set_value("P-smallcell", "5", by=scene.line.actor("manager_two"), at=_now(), basis="本热线规定")

    client.post(
        address,
        {
            "title": "一周公告",
            "since": str(on - timedelta(days=7)),
            "until": str(on),
            "divisions": ["area", "matter"],
        },
    )

    record = Disclosure.objects.get()
    page = client.get(f"/manage/disclosure/{record.pk}/").content.decode()
    assert all(word in page for word in ("公开内容预览", "按区域", "口径", "一周公告"))


@pytest.mark.parametrize(
    "page", ["board/", "board/wall/", "board/pictures/", "datasets/", "reports/", "topics/", "staffing/"]
)
def test_pages_of_figures_are_the_managers(scene: Scene, page: str) -> None:
    assert scene.client("agent").get(f"/manage/{page}").status_code == 404


def test_citizens_see_what_was_approved_and_no_hidden_number(scene: Scene) -> None:
    cells = [
        {"label": "东区", "number": 40, "hidden": "", "shown": 40},
        {"label": "西区", "number": 3337, "hidden": "数目小于界限", "shown": None},
    ]
    tables = [{"id": "area", "caption": "按区域", "total": 43, "cells": cells}]
    for status in ("待批准", "已公开"):
        Disclosure.objects.create(
            hotline=scene.line.hotline, title=f"{status}的公告", since=_now().date(), until=_now().date(),
            tables=tables, definitions="电话接通率：分母……", status=status, approved_at=_now(),
        )  # fmt: skip

    page = scene.client("anonymous").get("/public/city/figures/").content.decode()

    assert "已公开的公告" in page and "待批准的公告" not in page
    assert "3337" not in page and "＊" in page and "电话接通率：分母" in page


@pytest.mark.covers("R10.5.2.3")
def test_a_destroyed_dataset_says_so_in_its_list_and_on_its_page_and_is_neither_measured_nor_taken(
    scene: Scene,
) -> None:
    facts = {"since": date(2026, 1, 1), "until": date(2026, 2, 1), "as_of": NOON, "counts": {"calls": 3}}
    export = placed(
        DatasetExport(hotline=scene.line.hotline, sha256="a" * 64, sm3="b" * 64, status="已销毁", **facts)
    )
    client = scene.client("manager")

    listed = client.get("/manage/datasets/").content.decode()
    page = client.get(f"/manage/dataset_export/{export.pk}/").content.decode()
    answers = [client.post(f"/manage/datasets/{export.pk}/{verb}/") for verb in ("evaluate", "download")]

    assert "已销毁" in listed.partition(f"/manage/dataset_export/{export.pk}/")[2].partition("</tr>")[0]
    assert (
        "数据文件已按销毁清单销毁，只留下行数与指纹" in page
        and "a" * 64 in page
        and "下载（zip）" not in page
    )
    assert [each.status_code for each in answers] == [409, 409]
    assert all("已按销毁清单销毁" in each.content.decode() for each in answers)
