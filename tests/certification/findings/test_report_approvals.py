"""The audit report: after the closing meeting, approved in two acts by two persons, and only with both branches done."""

import pytest

from hengxian.certification.conditions import reporting
from hengxian.certification.models import Case, EvaluationReport, Member
from hengxian.certification.papers.audit import audit_facts
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.records.edition import pack
from hengxian.records.issuing import documents_of
from tests.cast import appoint, open_account, placed
from tests.certification.world import World


@pytest.mark.covers("R6.2.3.1")
@pytest.mark.parametrize("status", ["现场中", "发现已定"])
def test_the_report_is_not_drafted_before_the_closing_meeting(world: World, status: str):
    case = world.case(status)

    with pytest.raises(NotNow, match=f"审核案现为“{status}”，不能编制审核报告；须为：末次会议已开"):
        perform(case, "draft_report", by=world["lead"], at=world.at, conclusion="推荐认证")

    assert (Case.objects.get(pk=case.pk).status, Entry.objects.filter(verb="draft_report").count()) == (
        status,
        0,
    )


@pytest.mark.covers("R6.2.3.3")
def test_the_lead_does_not_approve_as_the_committee_by_any_account(world: World):
    case = world.case("组长已批")
    second = appoint(
        open_account("lead某", "lead-as-chair", number="演示-lead"), "committee_chair"
    ).as_actor()

    with pytest.raises(NotAllowed, match="lead某 是本案"):
        perform(case, "approve_as_committee", by=second, at=world.at, report_read=True)
    perform(case, "approve_as_committee", by=world["chair"], at=world.later(hours=1), report_read=True)

    approval = Entry.objects.get(verb="approve_as_committee", object_kind="case")
    assert (case.status, approval.person, approval.at) == (
        "报告已批",
        world["chair"].person,
        world.at.isoformat(),
    )


def test_a_member_who_left_the_team_stays_barred(world: World):
    case = world.case("组长已批")
    placed(Member(case=case, person_id=world["chair"].person, duty="team_auditor", left_at=world.at))

    with pytest.raises(NotAllowed, match="chair某 是本案审核员"):
        perform(case, "approve_as_committee", by=world["chair"], at=world.at, report_read=True)


@pytest.mark.covers("R1.3.1-2")
def test_no_report_is_approved_while_one_branch_is_unfinished(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        reporting, "demand_steps_before", lambda case, step: None
    )  # only the branch is looked at
    case = world.case("报告已编")
    EvaluationReport.objects.filter(case=case).update(status="未编")

    with pytest.raises(Incomplete, match="服务特性要求测评尚未完成"):
        perform(case, "approve_as_lead", by=world["lead"], at=world.at)

    assert audit_facts(case, "推荐认证").mode == pack().rule.mode == "服务特性要求测评+服务管理要求审核"


@pytest.mark.covers("R6.2.3.2")
def test_a_report_whose_findings_were_regraded_since_is_drafted_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    for name in ("demand_steps_before", "uncovered_characteristics", "uncovered_items", "unused_methods"):
        monkeypatch.setattr(reporting, name, lambda *said: [])  # only the findings are looked at
    case = world.case("末次会议已开")
    finding = world.nonconformity(case, "严重")
    perform(case, "draft_report", by=world["lead"], at=world.at, conclusion="不推荐认证")
    perform(finding, "regrade", by=world["lead"], at=world.later(hours=1), grade="轻微", reason="只有一处")

    with pytest.raises(Incomplete, match="不符合项在审核报告编制之后有改动，须重新编制报告"):
        perform(case, "approve_as_lead", by=world["lead"], at=world.later(hours=1))
    perform(case, "draft_report", by=world["lead"], at=world.later(hours=1), conclusion="推荐认证")
    perform(case, "approve_as_lead", by=world["lead"], at=world.later(hours=1))

    assert case.status == "组长已批"
    assert [paper.edition for paper in documents_of(case.story, "audit_report")] == [1, 2]


@pytest.mark.covers("Q3b.3-6", "T50")
def test_no_surveillance_is_opened_before_a_certificate_exists(world: World):
    decided = world.case("已决定")
    before = Case.objects.count()
    new = Case(organisation=world.client, hotline=world.hotline, certificate=None)

    with pytest.raises(Incomplete, match="证书"):
        perform(new, "open_surveillance", by=world["clerk"], at=world.at, type="年度监督审核",
                due_on=world.at.date(), reach="受理与回访")  # fmt: skip

    assert (decided.certificates.count(), Case.objects.count()) == (0, before)
