"""Before the site: documents reviewed per item, tools and materials ready; no step is jumped."""

from typing import Any

import pytest

from hengxian.certification.models import Case
from hengxian.certification.steps import steps_of
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import NotAllowed, NotNow, Refused
from hengxian.records.edition import pack
from hengxian.records.registers.book import open_book
from hengxian.records.registers.reading import rows
from hengxian.records.registers.writing import Line, write_many
from tests.certification.on_site.on_site import (
    MEETING,
    OVERRIDE,
    TOLD,
    collect,
    opened,
    photo,
    prepare_tools,
    prepared_case,
    reviewed,
)
from tests.certification.preparation.prepared import approve, planned
from tests.certification.world import World


def refused(world: World, case: Case, verb: str, by: str = "lead", **facts: Any) -> str:
    """The sentence of a refusal that left no trace."""
    before = Entry.objects.count()
    with pytest.raises(Refused) as told:
        perform(case, verb, by=world[by], at=world.at, **facts)
    assert Entry.objects.count() == before
    return told.value.sentence


@pytest.mark.covers("R6.2.1.3")
def test_document_review_ends_when_every_item_has_a_finding(world: World):
    case = approve(world, planned(world))
    found = {"finding": "不明确", "place": "手册第 3 版 2.1", "remark": "职责表未附"}
    lines = [Line(found, clause.id) for clause in pack().clauses if clause.id != "12.3.2.3"]
    write_many(open_book(pack(), "document_review", case), lines, by=world["auditor"], at=world.at)
    before = refused(world, case, "finish_document_review")
    world.write("document_review", case, found, by="auditor", subject="12.3.2.3")

    perform(case, "finish_document_review", by=world["lead"], at=world.at)

    assert before.startswith("《文件审查》缺“12.3.2.3")
    assert case.status == "文件已审"


def test_finding_of_the_review_names_the_place_in_the_document(world: World):
    case = approve(world, planned(world))

    with pytest.raises(Refused, match="「文件出处」须填写"):
        world.write("document_review", case, {"finding": "符合"}, by="auditor", subject="9.1.1.1")


@pytest.mark.covers("R6.2.1.4", "R13.3.1.4")
def test_site_waits_for_every_tool(world: World):
    case = reviewed(world)
    collect(world, case)
    prepare_tools(world, case, without="测试脚本")
    missing = refused(world, case, "finish_preparation")
    unready = {"kind": "测试脚本", "name": "压力测试", "edition": "1.2", "ready": "否"}
    evidence = (f"file:{photo(world, case).pk}",)
    world.write("tools", case, unready, by="auditor", evidence=evidence)

    said = refused(world, case, "finish_preparation")

    assert "《工具与表格清单》缺「种类」为“测试脚本”的记录（13.3.1.4）" in missing
    assert "的「已准备好」为“否”（6.2.1.4）" in said


@pytest.mark.covers("R13.3.1.3")
def test_site_waits_for_what_was_asked_for(world: World):
    case = reviewed(world)
    prepare_tools(world, case)
    nothing = refused(world, case, "finish_preparation")
    collect(world, case, state="待收")

    said = refused(world, case, "finish_preparation")

    assert nothing == "《评价资料收集》没有记录（13.3.1.3）"
    assert said == "《评价资料收集》第 1 号的「情况」为“待收”（13.3.1.3）"


def test_what_the_client_does_not_have_is_explained_and_stops_nothing(world: World):
    case = reviewed(world)
    prepare_tools(world, case)
    collect(world, case, state="对方没有", remark="去年起停用")

    perform(case, "finish_preparation", by=world["lead"], at=world.at)

    assert case.status == "已准备"


@pytest.mark.covers("R6.2.2.1")
def test_nothing_is_recorded_on_site_before_the_opening_meeting(world: World):
    case = prepared_case(world)
    seen = {
        "place": "话务大厅", "seen_at": world.at.isoformat(), "finder": world["auditor"].person,
        "clauses": ["9.2.1.1"], "seen": "座席",
    }  # fmt: skip

    with pytest.raises(NotNow, match="现为“已准备”，不能填写《现场检查》；须为：现场中"):
        world.write("site_checks", case, seen, by="auditor")
    world.write("edition_overrides", case, OVERRIDE)
    assert refused(world, case, "open_on_site") == "《首次会议》没有记录（6.2.2.1）"


@pytest.mark.parametrize("untold", list(TOLD))
def test_opening_meeting_tells_purpose_scope_methods_and_procedure(world: World, untold: str):
    case = prepared_case(world)

    with pytest.raises(Refused, match="须由本人确认并勾选"):
        world.write("opening_meeting", case, MEETING | TOLD | {untold: False}, by="lead")


@pytest.mark.covers("T7")
def test_site_outside_the_editions_window_needs_the_heads_reason(world: World):
    case = prepared_case(world)
    world.write("opening_meeting", case, MEETING | TOLD, by="lead")
    before = refused(world, case, "open_on_site")
    with pytest.raises(NotAllowed):
        world.write("edition_overrides", case, OVERRIDE, by="lead")
    world.write("edition_overrides", case, OVERRIDE)

    perform(case, "open_on_site", by=world["lead"], at=world.at)

    assert "印明有效期为 2025-01-01 至 2025-05-20" in before
    assert (case.status, case.on_site_from) == ("现场中", world.at.date())


def test_registration_is_looked_at_again_on_the_day(world: World):
    case = prepared_case(world)
    world.write("edition_overrides", case, OVERRIDE)
    world.write("opening_meeting", case, MEETING | TOLD, by="lead")
    row = rows("auditor_registrations", f"person:{world['auditor'].person}").get()
    row.data["ends_on"] = "2026-03-10"
    row.save()

    assert "2026-03-11 持有有效注册的审查员只有 1 名" in refused(world, case, "open_on_site")


@pytest.mark.covers("R14.2.3")
@pytest.mark.parametrize(
    ("status", "verb", "by", "missing"),
    [
        ("已立案", "open_on_site", "lead", "组建审核组和评价组"),
        ("已组组", "close_on_site", "lead", "批准审核计划和评价计划"),
        ("计划已批", "decide", "chair", "完成文件审查"),
        ("文件已审", "draft_report", "lead", "完成现场审核准备"),
        ("现场中", "notify", "clerk", "确定审核发现"),
    ],
)
def test_jumping_ahead_is_refused_with_the_first_missing_step(
    world: World, status: str, verb: str, by: str, missing: str
):
    case = world.case(status)

    with pytest.raises(NotNow, match=f"还缺的第一步：{missing}") as told:
        perform(case, verb, by=world[by], at=world.at)

    assert told.value.http == 409


@pytest.mark.parametrize("verb", ["finish_document_review", "finish_preparation", "open_on_site"])
def test_steps_to_the_site_are_the_leads(world: World, verb: str):
    status = {
        "finish_document_review": "计划已批",
        "finish_preparation": "文件已审",
        "open_on_site": "已准备",
    }[verb]

    with pytest.raises(NotAllowed):
        perform(world.case(status), verb, by=world["auditor"], at=world.at)


def test_whole_way_to_the_site_leaves_its_steps(world: World):
    case = opened(world)

    recorded = {each.step.id for each in steps_of(case) if each.is_recorded}
    assert {
        "form_audit_team", "form_evaluation_team", "plan_audit", "plan_evaluation", "review_documents",
        "collect_materials", "prepare_on_site", "prepare_tools", "open_on_site",
    } <= recorded  # fmt: skip
