"""The archive in three clicks, the evaluation of units, the page behind a survey link (10.5, 11.2)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from hengxian.hotline.intake.callers import known
from hengxian.hotline.models import (
    ArchiveEntry,
    DatasetExport,
    Invitation,
    Order,
    Survey,
    SurveyAnswer,
    UnitAppraisal,
)
from hengxian.hotline.queries.unit_evaluation import evaluate_units
from hengxian.hotline.sampling import mark
from hengxian.hotline.surveying.tokens import token_of
from hengxian.web.acting.visitor import now
from tests.hotline.closing import closed, listed, set_parameters
from tests.web_hotline.scene import Scene


def text_of(answer: Any, status: int = 200) -> str:
    """The page, after its status was looked at."""
    assert answer.status_code == status, (answer.status_code, answer.content.decode()[:400])
    return str(answer.content.decode())


@pytest.mark.covers("R10.5.2.1", "R10.3.2.3")
def test_archivist_archives_from_the_list_and_finds_it_in_three_clicks(scene: Scene) -> None:
    order = closed(scene.line)
    browser = scene.client("agent_two")

    front = text_of(browser.get("/desk/archive/"))
    archived = browser.post("/desk/archive/orders/", {"order": [order.pk]})
    first = text_of(browser.get("/desk/archive/"))
    address = f"/desk/archive/{scene.line.hotline.pk}/2026/工单档案/"
    second = text_of(browser.get(address, {"q": order.number}))
    entry = ArchiveEntry.objects.get()
    third = text_of(browser.get(f"/desk/archive_entry/{entry.pk}/"))

    assert order.number in front and "1天以内" in front
    assert archived.status_code == 302
    assert "/2026/" in first and "连续" in first
    assert f"/desk/archive_entry/{entry.pk}/" in second
    assert order.number in third and "与归档时一致" in third


@pytest.mark.covers("R10.5.1.2", "R10.5.1.3")
def test_datasets_and_documents_get_a_line_in_the_catalogue(scene: Scene) -> None:
    line = scene.line
    export = DatasetExport(hotline=line.hotline, since=date(2026, 3, 1), until=date(2026, 3, 2))
    line.does("manager", export, "export")
    address = f"/desk/archive/{line.hotline.pk}/file/"
    browser = scene.client("agent_two")

    front = text_of(browser.get("/desk/archive/"))
    browser.post(address, {"export": export.pk})
    browser.post(address, {"title": "值班制度 第2版", "remark": "档案室三号柜"})

    made = list(ArchiveEntry.objects.order_by("pk").values_list("number", "title", "fingerprint", "remark"))
    assert "未归档的统计数据集" in front
    assert made == [
        ("2026-SJ-00001", "统计数据集 2026-03-01 至 2026-03-02（不含）", export.sha256, ""),
        ("2026-WJ-00001", "值班制度 第2版", "", "档案室三号柜"),
    ]


@pytest.mark.covers("R10.5.2.2")
@pytest.mark.parametrize(
    ("who", "door", "status"), [("agent", "desk", 404), ("clerk", "unit", 404), ("manager", "manage", 200)]
)
def test_archive_is_there_for_archivist_and_manager_only(
    scene: Scene, who: str, door: str, status: int
) -> None:
    answer = scene.client(who).get(f"/{door}/archive/")

    assert answer.status_code == status


@pytest.mark.covers("R11.2.1.2", "R11.2.1.3", "R11.2.1.4")
def test_units_page_prints_n_and_says_who_has_no_data(scene: Scene) -> None:
    closed(scene.line)

    page = text_of(scene.client("manager").get("/manage/units/?since=2026-03-01&until=2026-03-31"))

    assert "城管局" in page and "1/1" in page
    assert "没有数据，不作评价：" in page and "供水公司" in page.split("没有数据")[1]


@pytest.mark.covers("R11.2.2.2", "R11.2.1.1")
def test_survey_link_takes_one_answer_and_the_record_prints_n_and_rate(scene: Scene) -> None:
    line = scene.line
    caller = known(line.hotline, "a@example.invalid", by=line.actor("agent"), at=line.at)
    closed(line, caller=caller, is_anonymous=False)
    survey = Survey(hotline=line.hotline, name="网上评价", since=date(2026, 3, 1), until=date(2026, 3, 31))
    line.does("manager", survey, "open")
    line.does("manager", survey, "invite")
    address = f"/public/survey/{token_of(survey, Order.objects.get())}/"
    stranger = Client()

    asked = text_of(stranger.get(address))
    empty = stranger.post(address, {})
    thanked = text_of(
        stranger.post(address, {"attitude": "satisfied", "result": "dissatisfied"}, follow=True)
    )
    again = text_of(stranger.get(address))
    page = text_of(scene.client("manager").get(f"/manage/survey/{survey.pk}/"))

    assert "办理的结果" in asked and "satisfied" in asked
    assert "请至少评价一项" in text_of(empty, 422)
    assert "已收到您的评价" in thanked and "已收到您的评价" in again
    assert (Invitation.objects.count(), SurveyAnswer.objects.count()) == (1, 1)
    assert "邀请 1 人，回收 1 份，回收率 100.0%" in page
    figures = evaluate_units(line.hotline, date(2026, 3, 1), date(2099, 1, 1), now())
    shown = {one.unit.name: [(each.label, each.good, each.n) for each in one.aspects] for one in figures}
    assert (shown["城管局"][0], shown["供水公司"][0]) == (("态度", 1, 1), ("态度", 0, 0))
    assert text_of(stranger.get("/public/survey/aaaaaaaaaaaaaaaa/"), 404)


@pytest.mark.covers("R11.3.2.2")
def test_unit_reads_its_appraisal_once_told_and_objects_on_its_page(scene: Scene) -> None:
    line = scene.line
    set_parameters(line, P_appraisal="态度|20\n效率|40分\n过程|20\n结果|20")
    line.later(days=20)
    made = UnitAppraisal(
        hotline=line.hotline, unit=line.units["城管局"], since=date(2026, 3, 3), until=date(2026, 3, 10)
    )
    line.does("manager", made, "draft")
    clerk, address = scene.client("clerk"), f"/unit/unit_appraisal/{made.pk}/"

    before = clerk.get(address).status_code
    line.does("manager", made, "tell", days=600)  # the page asks the real clock
    page = text_of(clerk.get(address))
    done = clerk.post(f"{address}object/", {"reason": "一件系他单位工单", "key": "k1"})
    manager = text_of(scene.client("manager").get(f"/manage/unit_appraisal/{made.pk}/"))

    assert before == 404
    assert (
        "0 至 100 分（满分 100 分；态度、效率、过程、结果无数据）" in page
        and "效率，40分" in page
        and "机构自定（规则未规定）" in page
    )
    assert done.status_code == 302
    assert "一件系他单位工单" in manager


@pytest.mark.covers("R10.4.1.1")
def test_whole_draw_can_be_taken_away_and_compared(scene: Scene) -> None:
    followup = listed(scene.line)
    plan = followup.plan
    assert plan is not None

    answer = scene.client("manager").get(f"/manage/followup_plan/{plan.pk}/redraw.csv")
    page = text_of(scene.client("manager").get(f"/manage/followup_plan/{plan.pk}/"))

    told = b"".join(answer.streaming_content).decode().splitlines()[1]  # type: ignore[attr-defined]
    assert told == f"{followup.order.number},{mark(plan.seed, followup.order.number)},是,是,否"
    assert "重算一致" in page and "redraw.csv" in page
