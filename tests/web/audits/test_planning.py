"""The plan board, the calendar, declarations and panels: what each person finds there and may do."""

from typing import Any

import pytest

from hengxian.certification.models import Case
from hengxian.journal.acting import perform
from hengxian.records.registers.reading import row_of, rows
from tests.cast import NOON
from tests.web.scene import Scene

SAID = {
    "sections": ["9.1.1", "9.1.2"], "site": "话务大厅", "on": "2026-12-07", "since": "09:00", "until": "11:30",
    "methods": ["现场审核", "人员访谈"],
}  # fmt: skip
CLEAR = {
    **dict.fromkeys(("asset_tie", "management_tie", "office_tie", "advice_tie", "other_body", "other_tie"), "no"),
    "details": "无", "declared_on": "2026-03-02", "true_statement": "on",
}  # fmt: skip


def assign(scene: Scene, case: Case, who: str = "lead_auditor", **said: Any) -> Any:
    facts = SAID | {"auditor": str(scene.people["auditor"].person_id)} | said
    return scene.client(who).post(f"/office/case/{case.pk}/plan/", facts)


def test_whole_sections_are_assigned_in_one_request(scene: Scene, planning: Case):
    answer = assign(scene, planning)

    lines = list(rows("audit_plan_lines", planning.story))
    assert answer.status_code == 302
    assert [line.subject for line in lines] == [
        f"9.1.{section}.{item}" for section in (1, 2) for item in (1, 2, 3, 4)
    ]
    assert lines[0].data == {
        "methods": ["现场审核", "人员访谈"], "auditor": scene.people["auditor"].person_id, "site": "话务大厅",
        "starts_at": "2026-12-07T09:00:00+08:00", "ends_at": "2026-12-07T11:30:00+08:00",
    }  # fmt: skip


def test_items_already_assigned_are_left_alone_unless_asked(scene: Scene, planning: Case):
    assign(scene, planning)

    again = assign(scene, planning, on="2026-12-08")
    assign(scene, planning, on="2026-12-08", again="on")

    assert again.status_code == 422
    assert "所选的章节没有仍未安排的条款" in again.content.decode()
    assert rows("audit_plan_lines", planning.story).count() == 16


def test_block_is_moved_with_all_its_items(scene: Scene, planning: Case):
    assign(scene, planning)
    first = rows("audit_plan_lines", planning.story).first()

    answer = scene.client("lead_auditor").post(
        f"/office/case/{planning.pk}/plan/?block={first.pk}",
        {name: value for name, value in SAID.items() if name != "sections"}
        | {"auditor": str(scene.people["lead_auditor"].person_id), "since": "14:00", "until": "16:00"},
    )

    found = {(row.data["auditor"], row.data["starts_at"]) for row in rows("audit_plan_lines", planning.story)}
    assert answer.status_code == 302
    assert found == {(scene.people["lead_auditor"].person_id, "2026-12-07T14:00:00+08:00")}


@pytest.mark.parametrize(("since", "until"), [("九点", "11:30"), ("25:00", "11:30"), ("14:00", "11:30")])
def test_wrong_hours_are_told_beside_the_form_and_nothing_is_written(
    scene: Scene, planning: Case, since: str, until: str
):
    answer = assign(scene, planning, since=since, until=until)

    assert answer.status_code == 422
    assert rows("audit_plan_lines", planning.story).count() == 0


@pytest.mark.parametrize(
    ("who", "seen", "written"),
    [("auditor", 200, 403), ("clerk", 200, 403), ("head_of_body", 200, 403), ("outsider", 404, 404)],
)
def test_board_is_read_by_the_team_and_written_by_the_lead(
    scene: Scene, planning: Case, who: str, seen: int, written: int
):
    page = scene.client(who).get(f"/office/case/{planning.pk}/plan/")

    assert (page.status_code, assign(scene, planning, who).status_code) == (seen, written)
    assert rows("audit_plan_lines", planning.story).count() == 0


def test_board_tells_what_is_left_out_and_what_overlaps(scene: Scene, planning: Case):
    assign(scene, planning)
    assign(scene, planning, sections=["9.2.1"], site="市民服务大厅", since="11:00", until="12:00")

    page = scene.client("lead_auditor").get(f"/office/case/{planning.pk}/plan/").content.decode()

    assert "应安排 145 条，还有 133 条未安排" in page
    assert "时间重叠：审核己 12-07 09:00–11:30 与 AN-2026-002 12-07 11:00–12:00" in page


@pytest.mark.covers("R6.2.1.2")
def test_calendar_shows_cases_to_their_team_and_only_that_others_are_taken(scene: Scene, planning: Case):
    assign(scene, planning)
    address = "/office/calendar/?month=2026-12"

    own, others = (scene.client(who).get(address).content.decode() for who in ("auditor", "outsider"))

    assert "AN-2026-002" in own and "话务大厅" in own
    assert "有安排" in others
    assert "AN-2026-002" not in others and "话务大厅" not in others


def test_nonsense_month_shows_this_one(scene: Scene):
    assert scene.client("clerk").get("/office/calendar/?month=每月").status_code == 200


def invited(scene: Scene, planning: Case) -> None:
    clerk, person = scene.people["clerk"].as_actor(), scene.people["outsider"].person_id
    perform(planning, "invite", by=clerk, at=NOON, persons=[person])


def test_invited_person_declares_without_seeing_the_case(scene: Scene, planning: Case):
    invited(scene, planning)
    browser, address = scene.client("outsider"), f"/office/declarations/{planning.pk}/"
    listed = browser.get("/office/declarations/").content.decode()

    answer = browser.post(address, CLEAR)

    row = row_of("member_declarations", planning.story, str(scene.people["outsider"].person_id))
    assert planning.number in listed
    assert (answer.status_code, row.data["asset_tie"]) == (302, False)
    assert browser.get(f"/office/case/{planning.pk}/").status_code == 404


def test_declaration_is_renewed_and_never_ticked_beforehand(scene: Scene, planning: Case):
    invited(scene, planning)
    browser, address = scene.client("outsider"), f"/office/declarations/{planning.pk}/"
    browser.post(address, CLEAR)
    page = browser.get(address).content.decode()

    browser.post(address, CLEAR | {"office_tie": "yes", "details": "配偶在承办部门"})

    row = row_of("member_declarations", planning.story, str(scene.people["outsider"].person_id))
    ticked = page[page.index('name="true_statement"') :].split(">", 1)[0]
    assert "checked" not in ticked
    assert (row.data["office_tie"], row.data["details"], row.version) == (True, "配偶在承办部门", 2)


def test_declaration_without_its_statement_is_refused(scene: Scene, planning: Case):
    invited(scene, planning)
    said = {name: value for name, value in CLEAR.items() if name != "true_statement"}

    answer = scene.client("outsider").post(f"/office/declarations/{planning.pk}/", said)

    assert answer.status_code == 422
    assert rows("member_declarations", planning.story).count() == 0


@pytest.mark.parametrize("who", ["outsider", "clerk", "applicant", "stranger"])
def test_nobody_else_finds_the_declaration(scene: Scene, planning: Case, who: str):
    answer = scene.client(who).post(f"/office/declarations/{planning.pk}/", CLEAR)

    assert (answer.status_code, rows("member_declarations", planning.story).count()) == (404, 0)


def test_case_page_shows_team_and_plan(scene: Scene, planning: Case):
    page = scene.client("lead_auditor").get(f"/office/case/{planning.pk}/").content.decode()

    assert "印明的有效期为2025-01-01至2025-05-20" in page
    assert "审核己 尚未声明与认证对象的利益关系（14.2.1）" in page
    assert "145 条" in page


def test_client_sees_the_team_but_no_doubts_and_no_plan_board(scene: Scene, planning: Case):
    page = scene.client("applicant").get(f"/portal/case/{planning.pk}/").content.decode()

    assert "审核己" in page
    assert "尚未声明" not in page
    assert "/plan/" not in page


def test_naming_form_offers_the_body_s_auditors_and_says_who_cannot_be_named(scene: Scene, planning: Case):
    page = scene.client("clerk").get(f"/office/case/{planning.pk}/name_member/").content.decode()

    assert "审核卯（无审查员注册；不能指定）" in page


def test_arranging_through_the_page_sets_days_and_reach(scene: Scene, planning: Case):
    said = {
        "on_site_from": "2027-01-04",
        "on_site_until": "2027-01-06",
        "reach": "全面",
        "purpose": "验证",
        "scope": "热线",
    }

    answer = scene.client("lead_auditor").post(f"/office/case/{planning.pk}/arrange/", said)

    planning.refresh_from_db()
    assert answer.status_code == 302
    assert (planning.plan["on_site_from"], planning.plan["reach"]) == ("2027-01-04", "全面")
