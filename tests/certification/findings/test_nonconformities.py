"""Nonconformities: the assessor's grade with a reason, the client's correction, another's verification."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hengxian.certification.models import Case, Nonconformity
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from tests.certification.world import World

RAISED: dict[str, Any] = {
    "clause": "9.1.1.2", "requirement": "职责明确", "facts": "三个岗位没有职责文件", "evidence": ["file:1"],
    "grade": "轻微", "grade_reason": "个别岗位，未影响服务",
}  # fmt: skip


def raised(world: World, case: Case, by: str = "auditor", **said: Any) -> Nonconformity:
    facts = {name: value for name, value in (RAISED | said).items() if value is not None}
    found = perform(Nonconformity(case=case), "raise", by=world[by], at=world.later(minutes=1), **facts)
    assert isinstance(found, Nonconformity)
    return found


def test_nonconformities_are_numbered_in_their_case(world: World):
    case = world.case("现场中")

    numbers = [raised(world, case).number for _ in range(2)]

    assert numbers == [f"{case.number}-N01", f"{case.number}-N02"]


@pytest.mark.covers("A-14")
@pytest.mark.parametrize("lacking", ["clause", "requirement", "facts", "evidence", "grade", "grade_reason"])
def test_one_without_evidence_or_reason_is_refused(world: World, lacking: str):
    case = world.case("现场中")

    with pytest.raises(Incomplete, match="开具不符合项还缺"):
        raised(world, case, **{lacking: None})

    assert Nonconformity.objects.count() == 0


@pytest.mark.covers("T34")
def test_no_grade_is_proposed_whatever_was_measured(world: World):
    case = world.case("现场中")

    with pytest.raises(Incomplete, match="分级"):
        raised(world, case, grade=None, facts="连续24h呼叫接通率94.00%，低于95%")


@pytest.mark.parametrize("status", ["已准备", "末次会议已开", "报告已批", "已决定"])
def test_one_is_raised_only_during_the_audit(world: World, status: str):
    with pytest.raises(Incomplete, match="不符合项只在现场审核期间开具"):
        raised(world, world.case(status))


@pytest.mark.covers("A-14")
def test_regrading_keeps_both_grades_with_their_reasons(world: World):
    finding = raised(world, world.case("现场中"))

    perform(finding, "regrade", by=world["lead"], at=world.at, grade="严重", reason="全部岗位都没有")

    told = Entry.objects.get(verb="regrade").said.facts
    assert (told["before"]["grade"], told["after"]["grade"]) == ("轻微", "严重")
    assert (told["before"]["grade_reason"], told["after"]["grade_reason"]) == (
        "个别岗位，未影响服务",
        "全部岗位都没有",
    )


def test_handing_over_waits_for_the_limit_and_sets_it_in_working_days(world: World):
    finding = raised(world, world.case("现场中"))
    with pytest.raises(Incomplete, match="不符合项整改期限未设定（8.2.1.1）"):
        perform(finding, "hand_over", by=world["lead"], at=world.at)
    world.set(P_nc=15)

    perform(finding, "hand_over", by=world["lead"], at=world.at)

    assert (finding.due_on, finding.handed_over_at) == (date(2026, 3, 23), world.at)


@pytest.mark.covers("Q3b.4")
def test_the_client_corrects_and_an_auditor_verifies(world: World):
    finding = world.nonconformity(world.case("现场中"))
    with pytest.raises(NotAllowed, match="没有“验证并关闭”的权限"):
        perform(world.nonconformity(finding.case, status="已提交整改"), "verify", by=world["client"], at=world.at,
                way="书面验证", evidence_text="看过")  # fmt: skip
    correction = {"correction": "补写职责", "cause": "制度缺失", "action": "发布制度", "evidence": ["file:2"]}
    perform(finding, "submit_correction", by=world["client"], at=world.at, **correction)

    perform(
        finding,
        "verify",
        by=world["auditor"],
        at=world.later(days=1),
        way="现场验证",
        evidence_text="文件已发布",
    )

    assert finding.status == "已关闭"
    assert finding.verification == {
        "way": "现场验证", "evidence": "文件已发布", "by": "auditor某", "at": world.at.isoformat(),
    }  # fmt: skip


def test_a_correction_that_does_not_hold_is_returned_and_comes_again(world: World):
    finding = world.nonconformity(world.case("现场中"), status="已提交整改")

    perform(finding, "return", by=world["auditor"], at=world.at, reason="没有原因分析")
    perform(
        finding,
        "submit_correction",
        by=world["client"],
        at=world.at,
        correction="补",
        cause="因",
        action="措",
        evidence=["file:3"],
    )

    assert finding.status == "已提交整改"


@pytest.mark.parametrize(("verb", "said"), [("regrade", {"grade": "严重"}), ("withdraw", {})])
@pytest.mark.parametrize("status", ["组长已批", "报告已批"])
def test_nothing_is_regraded_or_withdrawn_after_the_report_is_approved(
    world: World, verb: str, said: dict[str, str], status: str
):
    finding = world.nonconformity(world.case(status))

    with pytest.raises(Incomplete, match="报告批准后不能再改"):
        perform(finding, verb, by=world["lead"], at=world.at, reason="改", **said)


@pytest.mark.parametrize("days", ["-5", "0", "0.5", "2.5", "1000000000000"])
def test_a_limit_that_is_no_whole_number_of_days_is_refused(world: World, days: str):
    world.set(P_nc=15)
    finding = raised(world, world.case("现场中"))

    with pytest.raises(Incomplete, match="整改期限应为 1 至 1000 的整数个工作日"):
        perform(finding, "hand_over", by=world["lead"], at=world.at, limit_days=Decimal(days))

    assert Nonconformity.objects.get().due_on is None


def test_handing_over_again_does_not_begin_the_limit_anew(world: World):
    world.set(P_nc=15)
    finding = raised(world, world.case("现场中"))
    perform(finding, "hand_over", by=world["lead"], at=world.at)
    due_on = finding.due_on

    with pytest.raises(Incomplete, match=f"不符合项已交付，整改期限至 {due_on}，不能重新起算"):
        perform(finding, "hand_over", by=world["lead"], at=world.later(days=20), limit_days=Decimal(30))

    assert Nonconformity.objects.get().due_on == due_on


def test_a_stranger_to_the_case_raises_nothing(world: World):
    with pytest.raises(NotAllowed):
        raised(world, world.case("现场中"), by="bystander")


def test_acknowledging_waits_for_the_handing_over_and_keeps_the_disagreement(world: World):
    finding = raised(world, world.case("现场中"))
    with pytest.raises(Incomplete, match="不符合项尚未交付"):
        perform(finding, "acknowledge", by=world["client"], at=world.at)
    world.set(P_nc=15)
    perform(finding, "hand_over", by=world["lead"], at=world.at)

    perform(finding, "acknowledge", by=world["client"], at=world.at, disagreement="其中一个岗位有文件")

    assert (finding.status, finding.disagreement) == ("已确认", "其中一个岗位有文件")
    with pytest.raises(NotNow):
        perform(finding, "acknowledge", by=world["client"], at=world.at)
