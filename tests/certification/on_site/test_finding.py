"""On site: every kind of work, a conclusion for each item, nonconformities that agree with it, flags on the evidence."""

from datetime import datetime
from typing import Any

import pytest

from hengxian.certification.models import Case
from hengxian.certification.queries.evidence import Flagged, flagged
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import NotAllowed, NotNow, Refused
from tests.certification.findings.test_nonconformities import raised
from tests.certification.on_site.on_site import ADVICE, MEETING, conclude, opened, photo, see_all
from tests.certification.world import World


def refused(world: World, case: Case, verb: str = "fix_findings", **facts: Any) -> str:
    """The sentence of a refusal that left no trace."""
    before = Entry.objects.count()
    with pytest.raises(Refused) as told:
        perform(case, verb, by=world["lead"], at=world.at, **facts)
    assert Entry.objects.count() == before
    return told.value.sentence


def test_findings_are_fixed_when_all_work_is_done(world: World):
    case = opened(world)
    see_all(world, case)
    conclude(world, case)

    perform(case, "fix_findings", by=world["lead"], at=world.at)

    assert case.status == "发现已定"


@pytest.mark.covers("R6.2.2.2", "R6.2.2.3", "R6.2.2.4", "R5.1.2.3", "R6.2.2.5")
@pytest.mark.parametrize(
    ("without", "told"),
    [
        ("document_audit", "《现场文件审核》没有记录（6.2.2.2）"),
        ("site_checks", "《现场检查》没有记录（6.2.2.3）"),
        ("性能测试", "《系统测试》缺「种类」为“性能测试”的记录（6.2.2.4）"),
        ("功能测试", "《系统测试》缺「种类」为“功能测试”的记录（6.2.2.4）"),
        ("服务人员", "《人员访谈》缺「对象」为“服务人员”的记录（6.2.2.5）"),
        ("data_analysis", "《数据分析》没有记录（6.2.2.6）"),
    ],
)
def test_work_left_out_keeps_the_findings_open(world: World, without: str, told: str):
    case = opened(world)
    see_all(world, case, without=without)
    conclude(world, case)

    assert refused(world, case) == told


@pytest.mark.covers("R6.2.2.4", "R5.1.2.3")
def test_load_test_on_a_live_system_needs_consent(world: World):
    case = opened(world)
    live = {
        "kind": "性能测试", "tested_at": world.at.isoformat(), "script": "1.2", "environment": "在用系统",
        "result": "正常",
    }  # fmt: skip

    with pytest.raises(Refused, match="「对方同意在用系统测试的凭据」须填写"):
        world.write("system_tests", case, live, by="auditor")


@pytest.mark.covers("R6.2.2.7")
def test_every_item_has_a_conclusion(world: World):
    case = opened(world)
    see_all(world, case)
    conclude(world, case, without=("11.1.1.2",))

    assert refused(world, case).startswith("《审核检查表》缺“11.1.1.2")


def test_nonconformities_and_checklist_agree_both_ways(world: World):
    case = opened(world)
    see_all(world, case)
    conclude(world, case, failing=("9.1.1.2",))
    without = refused(world, case)
    raised(world, case)
    raised(world, case, clause="9.1.1.3")

    other = refused(world, case)

    assert without == "检查表结论为“不符合”而没有开具不符合项：9.1.1.2（6.2.2.7）"
    assert other == "已开具不符合项而检查表结论不是“不符合”：9.1.1.3（6.2.2.7）"


@pytest.mark.covers("T35")
@pytest.mark.parametrize("clause", ADVICE)
def test_missing_advice_is_no_nonconformity(world: World, clause: str):
    case = opened(world)
    see_all(world, case)
    conclude(world, case, failing=(clause,))
    raised(world, case, clause=clause)

    assert refused(world, case) == f"“宜”“可”的条款没有做到不是不符合：{clause}（6.2.2.7）"


def test_withdrawn_nonconformity_does_not_count(world: World):
    case = opened(world)
    see_all(world, case)
    conclude(world, case)
    finding = raised(world, case)
    perform(finding, "withdraw", by=world["lead"], at=world.at, reason="对方已出示文件")

    perform(case, "fix_findings", by=world["lead"], at=world.at)

    assert case.status == "发现已定"


@pytest.mark.covers("A-12")
def test_evidence_from_another_day_or_brought_late_is_flagged(world: World):
    case = opened(world)
    taken = datetime.fromisoformat("2026-03-07T15:00+08:00")
    file = photo(world, case, claimed_at=taken, claimed_place="")
    seen = {
        "place": "话务大厅", "seen_at": "2026-03-07 15:00", "finder": world["auditor"].person,
        "clauses": ["9.2.1.1"], "seen": "座席 60 个",
    }  # fmt: skip
    world.write("site_checks", case, seen, by="auditor", evidence=(f"file:{file.pk}",))
    outside = "取得时间 2026-03-07 15:00 不在计划的现场日期内"
    late = "取得时间 2026-03-07 15:00，43 小时后（2026-03-09 10:00）才收到"

    found = flagged(case)

    assert found == [
        Flagged("《现场检查》第 1 号", "auditor某", world.at, (outside, late)),
        Flagged("现场照片.png", "auditor某", world.at, ("未注明取得地点", outside, late)),
    ]


def test_evidence_of_the_planned_days_has_no_flag(world: World):
    case = opened(world)
    see_all(world, case)

    assert flagged(case) == []


def test_closing_meeting_needs_its_record_and_dates_the_last_day(world: World):
    case = world.case("发现已定")
    before = refused(world, case, "close_on_site")
    meeting = MEETING | {
        "held_at": "2026-03-02 11:00", "told_findings": True, "handed_nonconformities": True,
        "handed_suggestions": True, "client_view": "无",
    }  # fmt: skip
    world.write("closing_meeting", case, meeting, by="lead")

    perform(case, "close_on_site", by=world["lead"], at=world.at)

    assert before == "《末次会议》没有记录（6.2.3.1）"
    assert (case.status, case.on_site_until) == ("末次会议已开", world.at.date())


def test_closing_waits_until_nonconformities_are_handed_over(world: World):
    case = world.case("发现已定")
    finding = raised(world, case)

    assert f"不符合项尚未交付：{finding.number}（6.2.3.1）" in refused(world, case, "close_on_site")


@pytest.mark.parametrize(("verb", "status"), [("fix_findings", "现场中"), ("close_on_site", "发现已定")])
def test_findings_and_closing_are_the_leads(world: World, verb: str, status: str):
    with pytest.raises(NotAllowed):
        perform(world.case(status), verb, by=world["auditor"], at=world.at)


def test_site_is_closed_for_writing_once_findings_are_fixed(world: World):
    case = world.case("发现已定")

    with pytest.raises(NotNow, match="不能填写《审核检查表》"):
        world.write("checklist", case, {"conclusion": "符合", "methods": ["现场审核"], "finding": "有"}, by="auditor",
                    subject="9.1.1.1")  # fmt: skip
