"""Both plans: days, places, persons, items with their methods; nobody twice at one hour, everybody registered."""

from datetime import date
from typing import Any

import pytest

from hengxian.certification.models import Case, Member
from hengxian.certification.queries.plan import engagements, plan_of, remarks
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import NotAllowed, NotNow, Refused
from hengxian.records.models.document import Document
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.reading import rows
from tests.cast import placed
from tests.certification.preparation.prepared import (
    HALL,
    ROOM,
    approve,
    arrange,
    bare_case,
    certificate,
    fill_plan,
    formed,
    line,
    plan_evaluation,
    planned,
    set_samples,
    sites,
)
from tests.certification.world import World


def refused(world: World, case: Case, verb: str = "approve_plan", by: str = "delegate", **facts: Any) -> str:
    """The sentence of a refusal that left no trace."""
    before = (Entry.objects.count(), Document._default_manager.count())
    with pytest.raises(Refused) as told:
        perform(case, verb, by=world[by], at=world.at, **facts)
    assert (Entry.objects.count(), Document._default_manager.count()) == before
    return told.value.sentence


def surveyed(world: World, type: str = "surveillance") -> Case:
    """A surveillance with its team."""
    return formed(world, type=type, certificate=certificate(world))


@pytest.mark.covers("R6.2.1.2")
def test_approved_plan_is_settled_and_sent_to_the_client(world: World):
    case = planned(world)

    approve(world, case)

    letter = Document._default_manager.get(about=case.story)
    assert case.status == "计划已批"
    assert (case.plan["days"], case.plan["person_days"]) == (3, 6)
    assert [used["parameter"] for used in case.plan["settings"]] == [
        "P-samples", "P-samples-interviews", "P-samples-simulations", "P-samples-survey",
    ]  # fmt: skip
    assert letter.sort == "audit_plan"


def test_whoever_wrote_the_plan_does_not_approve_it(world: World):
    case = planned(world)
    RegisterRow.objects.filter(register="evaluation_plan").update(written_by=world["delegate"].person)

    assert "本人编制了本案的计划" in refused(world, case)


@pytest.mark.parametrize("by", ["clerk", "lead", "auditor", "client"])
def test_only_the_head_or_his_delegate_approves(world: World, by: str):
    with pytest.raises(NotAllowed, match="没有“批准审核计划和评价计划”的权限"):
        perform(world.case("已组组"), "approve_plan", by=world[by], at=world.at)


@pytest.mark.covers("R6.2.1.2", "R14.2.2")
def test_item_without_a_line_refuses_the_plan(world: World):
    sites(world)
    case = arrange(world, formed(world))
    fill_plan(world, case, without=("9.1.1.1", "12.3.2.3"))
    plan_evaluation(world, case)
    set_samples(world)

    assert refused(world, case) == "审核计划没有安排的条款：9.1.1.1、12.3.2.3（6.2.1.2）"


@pytest.mark.covers("R6.2.1.2", "R14.2.2")
def test_auditor_twice_at_one_hour_refuses_the_plan(world: World):
    case = planned(world)
    twice = line(world, "lead", ROOM, "2026-03-09 11:00", "2026-03-09 12:00")
    world.write("audit_plan_lines", case, twice, by="lead", subject="9.1.1.1")

    said = refused(world, case)

    assert said == f"lead某 03-09 09:00–11:30 与03-09 11:00–12:00（{ROOM}）重叠（6.2.1.2）"


def test_auditor_is_not_planned_in_two_cases_at_once(world: World):
    case, other = planned(world), bare_case(world, "已组组")
    placed(Member(case=other, person_id=world["auditor"].person, duty="team_auditor"))
    placed(Member(case=other, person_id=world["lead"].person, duty="team_lead"))
    busy = line(world, "auditor", "别处", "2026-03-10 15:00", "2026-03-10 16:00")
    world.write("audit_plan_lines", other, busy, by="lead", subject="9.1.1.1")

    said = refused(world, case)

    assert said == (
        f"auditor某 03-10 14:00–17:00 与审核案 {other.number} 03-10 15:00–16:00（别处）重叠（6.2.1.2）"
    )


def test_work_in_a_case_that_ended_early_is_no_clash(world: World):
    case, other = planned(world), bare_case(world, "已组组")
    placed(Member(case=other, person_id=world["lead"].person, duty="team_lead"))
    busy = line(world, "lead", "别处", "2026-03-10 15:00", "2026-03-10 16:00")
    world.write("audit_plan_lines", other, busy, by="lead", subject="9.1.1.1")
    Case.objects.filter(pk=other.pk).update(status="已终止")

    assert approve(world, case).status == "计划已批"


def test_blocks_that_meet_at_an_hour_are_no_clash(world: World):
    case = planned(world)
    next_one = line(world, "lead", ROOM, "2026-03-09 11:30", "2026-03-09 12:00")
    world.write("audit_plan_lines", case, next_one, by="lead", subject="9.1.1.1")

    assert approve(world, case).status == "计划已批"


@pytest.mark.covers("R5.3")
@pytest.mark.parametrize(("days", "is_fit"), [(2, False), (3, True), (5, True), (6, False)])
def test_initial_audit_takes_three_to_five_days(world: World, days: int, is_fit: bool):
    sites(world)
    case = arrange(world, formed(world), days=days)
    fill_plan(world, case, days=days)
    plan_evaluation(world, case)
    set_samples(world)

    if is_fit:
        assert approve(world, case).plan["days"] == days
    else:
        assert refused(world, case) == f"初次认证的现场审核应为 3-5天，计划为 {days} 天（5.3）"


def test_surveillance_takes_one_or_two_days(world: World):
    case = arrange(world, surveyed(world), days=3)
    fill_plan(world, case)
    plan_evaluation(world, case)
    set_samples(world)

    assert refused(world, case) == "监督审核的现场审核应为 1-2天，计划为 3 天（5.3）"


@pytest.mark.covers("T40")
def test_special_surveillance_takes_the_days_somebody_typed(world: World):
    case = arrange(world, surveyed(world, "special"), days=3)
    fill_plan(world, case)
    plan_evaluation(world, case)
    set_samples(world)
    unset = refused(world, case)
    world.set(P_special=2)
    silent = refused(world, case)
    trigger = {"trigger": "投诉", "reference": "TS-2026-001", "days": "3", "reason": "涉及三处"}
    world.write("special_triggers", case.certificate, trigger, by="keeper")

    approve(world, case)

    assert unset == "特殊监督审核现场天数未设定（6.4.2.2）"
    assert silent == "《特殊监督审核触发事项》没有写明现场天数（6.4.2.2）"
    assert case.plan["days"] == 3


@pytest.mark.covers("R5.3")
def test_partial_audit_is_for_surveillance_and_has_a_reason(world: World):
    first = date(2026, 3, 9)
    facts = {"on_site_from": first, "on_site_until": first, "reach": "重点", "purpose": "验证", "scope": "热线",
             "sections": ("9.1.1",)}  # fmt: skip
    surveillance = surveyed(world)
    without_reason = refused(world, surveillance, "arrange", "lead", **facts)
    initial = bare_case(world, "已组组")
    placed(Member(case=initial, person_id=world["lead"].person, duty="team_lead"))

    perform(surveillance, "arrange", by=world["lead"], at=world.at, reason="上次不符合项所在", **facts)

    assert without_reason == "只作重点测评与审核须写明理由（5.3）"
    assert refused(world, initial, "arrange", "lead", reason="赶时间", **facts) == (
        "初次认证须作全面测评和全面审核，不能只作重点（5.3）"
    )
    assert plan_of(surveillance).wanted == ("9.1.1.1", "9.1.1.2", "9.1.1.3", "9.1.1.4")


def test_partial_surveillance_covers_what_it_reaches_and_no_more(world: World):
    items = ("9.1.1.1", "9.1.1.2", "9.1.1.3", "9.1.1.4")
    case = arrange(
        world, surveyed(world), days=1, reach="重点", sections=("9.1.1",), reason="上次不符合项所在"
    )
    fill_plan(world, case, days=1, only=items)
    plan_evaluation(world, case)
    set_samples(world)
    approve(world, case)
    for clause in items:
        found = {"finding": "符合", "place": "手册第 3 版 2.1"}
        world.write("document_review", case, found, by="auditor", subject=clause)

    perform(case, "finish_document_review", by=world["lead"], at=world.at)

    assert case.status == "文件已审"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2026, 3, 10), date(2026, 3, 9), "现场审核至 2026-03-09 早于自 2026-03-10（6.2.1.2）"),
        (date(2026, 3, 1), date(2026, 3, 9), "现场审核自 2026-03-01 已过（6.2.1.2）"),
    ],
)
def test_days_on_site_lie_ahead_in_order(world: World, first: date, last: date, told: str):
    case = formed(world)
    facts = {
        "on_site_from": first,
        "on_site_until": last,
        "reach": "全面",
        "purpose": "验证",
        "scope": "热线",
    }

    assert refused(world, case, "arrange", "lead", **facts) == told


def test_every_place_of_the_hotline_is_visited(world: World):
    case = planned(world)
    RegisterRow.objects.filter(register="audit_plan_lines", data__site=ROOM).update(data={
        **line(world, "auditor", HALL, "2026-03-09T09:00+08:00", "2026-03-09T11:30+08:00"),
    })  # fmt: skip

    assert "没有安排到的场所：话务大厅（6.2.1.2）" in refused(world, case)


def test_plan_names_members_only(world: World):
    case = planned(world)
    stranger = line(world, "bystander", HALL, "2026-03-09 09:00", "2026-03-09 11:30")
    world.write("audit_plan_lines", case, stranger, by="lead", subject="9.1.1.1")

    assert "计划中的人员不是本案成员：bystander某（6.2.1.2）" in refused(world, case)


def test_work_on_site_lies_within_the_arranged_days(world: World):
    case = planned(world)
    early = line(world, "lead", HALL, "2026-03-05 09:00", "2026-03-05 11:30")
    world.write("audit_plan_lines", case, early, by="lead", subject="9.1.1.1")
    from_afar = early | {
        "methods": ["文件审查"],
        "starts_at": "2026-03-06 09:00",
        "ends_at": "2026-03-06 10:00",
    }
    world.write("audit_plan_lines", case, from_afar, by="lead", subject="9.1.1.1")

    assert refused(world, case) == "计划的现场工作不在安排的日期内：03-05 09:00–11:30（6.2.1.2）"


def test_plan_without_days_on_site_is_refused(world: World):
    case = formed(world)

    assert refused(world, case).startswith("尚未安排现场审核的日期和范围（6.2.1.2）")


@pytest.mark.covers("R13.3.1.2")
@pytest.mark.parametrize("lacking", ["goal", "scope", "methods", "starts_on"])
def test_evaluation_plan_needs_goal_scope_methods_and_time(world: World, lacking: str):
    case = formed(world)
    facts = {
        "goal": "测评",
        "scope": "全部",
        "methods": ["数据分析"],
        "starts_on": "2026-03-09",
        "ends_on": "2026-03-11",
    }

    with pytest.raises(Refused, match="须填写"):
        world.write("evaluation_plan", case, {**facts, lacking: ""}, by="lead")
    assert "《评价计划》没有记录（13.3.1.2）" in refused(world, case)


def test_plan_waits_for_the_numbers_of_samples(world: World):
    sites(world)
    case = arrange(world, formed(world))
    fill_plan(world, case)
    plan_evaluation(world, case)

    said = refused(world, case)

    assert said == "未设定：文件抽样数、访谈人数、模拟测试次数、公众调查样本数（5.1.2、5.2.2）"


@pytest.mark.covers("R6.2.1.1", "Q5.2")
def test_registration_ending_before_the_last_day_refuses_the_plan(world: World):
    case = planned(world)
    row = rows("auditor_registrations", f"person:{world['auditor'].person}").get()
    row.data["ends_on"] = "2026-03-10"
    row.save()

    said = refused(world, case)

    assert said == (
        "2026-03-11 持有有效注册的审查员只有 1 名，应不少于 2 名；auditor某 当日无有效注册（问答5、6.2.1.1）"
    )


def test_odd_times_are_told_and_refuse_nothing(world: World):
    case = planned(world)
    night = line(world, "lead", HALL, "2026-03-09 21:00", "2026-03-09 23:00")
    world.write("audit_plan_lines", case, night, by="lead", subject="10.1.2.1")
    case.plan["on_site_until"] = "2026-03-14"
    saturday = line(world, "auditor", HALL, "2026-03-14 09:00", "2026-03-14 11:00")
    world.write("audit_plan_lines", case, saturday, by="lead", subject="10.1.2.1")

    assert remarks(plan_of(case), world.at) == ["2026-03-14 不是工作日", "lead某 03-09 21:00–23:00 在夜间"]


def test_days_are_working_days_where_the_body_says_so(world: World):
    case = planned(world)
    case.plan["on_site_until"] = "2026-03-14"
    saturday = line(world, "auditor", HALL, "2026-03-14 09:00", "2026-03-14 11:00")
    world.write("audit_plan_lines", case, saturday, by="lead", subject="10.1.2.1")
    before = plan_of(case).days(world.at)
    world.set(P_days="工作日")

    assert len(before) == 4
    assert plan_of(case).days(world.at) == [date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 11)]


def test_calendar_shows_who_is_where(world: World):
    case = planned(world)

    found = engagements(date(2026, 3, 11), date(2026, 3, 11))

    assert {(block.case, block.auditor, block.site, block.time) for block in found} == {
        (case.number, world["lead"].person, HALL, "03-11 09:00–11:30"),
        (case.number, world["lead"].person, HALL, "03-11 14:00–17:00"),
        (case.number, world["auditor"].person, ROOM, "03-11 09:00–11:30"),
        (case.number, world["auditor"].person, ROOM, "03-11 14:00–17:00"),
    }


def test_plan_is_written_by_the_lead_before_its_approval(world: World):
    case = planned(world)
    facts = line(world, "lead", HALL, "2026-03-09 09:00", "2026-03-09 11:30")
    with pytest.raises(NotAllowed):
        world.write("audit_plan_lines", case, facts, by="auditor", subject="9.1.1.1")
    approve(world, case)

    with pytest.raises(NotNow, match="现为“计划已批”，不能填写《审核计划表》"):
        world.write("audit_plan_lines", case, facts, by="lead", subject="9.1.1.1")


def test_arranging_says_all_that_lacks(world: World):
    with pytest.raises(Refused, match="还缺：现场审核自、现场审核至、测评与审核范围、审核目的、认证范围"):
        perform(world.case("已组组"), "arrange", by=world["lead"], at=world.at)


def test_arranging_is_the_leads(world: World):
    with pytest.raises(NotAllowed):
        perform(world.case("已组组"), "arrange", by=world["auditor"], at=world.at)
