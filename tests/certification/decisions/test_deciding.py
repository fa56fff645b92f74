"""Decisions: offered by nonconformities alone, by persons apart, in the order of the rule."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hengxian.certification.conditions import deciding
from hengxian.certification.models import Case, Certificate, Decision, Member
from hengxian.journal.acting import perform
from hengxian.journal.conditions import Act
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from tests.cast import placed
from tests.certification.world import World

FOR = {"report": {"opinion": {"is_for": True, "round": 1, "votes": {"赞成": 3}, "file": "0" * 64}}}
GRANT, CONDITIONAL, REFUSE = deciding.GRANT, deciding.CONDITIONAL, deciding.REFUSE


def offered(world: World, case: Case) -> list[str]:
    return list(deciding.outcomes_allowed(case, Act("decide", world["chair"], world.at, {})))


@pytest.mark.covers("R6.3.2.1", "R6.3.2.2", "R6.3.2.3")
@pytest.mark.parametrize(
    ("grade", "status", "allowed"),
    [
        ("轻微", "已关闭", [GRANT]),
        ("轻微", "已撤销", [GRANT]),
        ("轻微", "已确认", [CONDITIONAL]),
        ("轻微", "已提交整改", [CONDITIONAL]),
        ("严重", "已确认", [REFUSE]),
        ("严重", "已关闭", [REFUSE]),
        ("严重", "已撤销", [GRANT]),
    ],
)
def test_the_choices_follow_the_nonconformities(world: World, grade: str, status: str, allowed: list[str]):
    case = world.case("意见已出", **FOR)
    world.nonconformity(case, grade, status)

    assert offered(world, case) == allowed


@pytest.mark.covers("R6.3.2.3")
def test_a_closed_major_may_be_granted_only_where_the_body_says_so(world: World):
    case = world.case("意见已出", **FOR)
    world.nonconformity(case, "严重", "已关闭")
    world.set(P_major="是")

    assert offered(world, case) == [GRANT]


@pytest.mark.covers("R14.3.2", "T4")
@pytest.mark.parametrize("composite", ["0.00", "59.99", "100.00"])
def test_a_score_changes_no_choice(world: World, composite: str):
    case = world.case("意见已出", **FOR)
    case.evaluation_report.scorecard = {"composite": {"printed": composite}}
    world.nonconformity(case, "轻微", "已确认")

    assert offered(world, case) == [CONDITIONAL]


def test_an_unfavourable_opinion_leaves_only_refusal(world: World):
    case = world.case("意见已出", report={"opinion": {"is_for": False}})

    assert offered(world, case) == [REFUSE]


@pytest.mark.covers("L21", "R14.2.3")
def test_a_decision_without_a_step_names_the_first_one_missing(world: World):
    world.set(P_decider="committee_chair")
    case = world.case("意见已出", **FOR)

    with pytest.raises(NotNow, match="还缺前面的步骤“提交申请与材料”（6.1.2"):
        perform(case, "decide", by=world["chair"], at=world.at, outcome=GRANT, reason="符合")

    assert (Case.objects.get(pk=case.pk).status, Decision.objects.count()) == ("意见已出", 0)


@pytest.fixture
def all_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step recorded: the whole way is walked in the journeys; here only the decision is looked at."""
    monkeypatch.setattr(deciding, "demand_steps_before", lambda case, step: None)


def decide(world: World, case: Case, **said: Any) -> Case:
    said = {"outcome": GRANT, "reason": "符合要求"} | said
    return perform(case, "decide", by=world["chair"], at=world.later(minutes=5), **said)


def test_a_decision_needs_somebody_entitled_to_make_it(world: World, all_steps: None):
    case = world.case("意见已出", **FOR)

    with pytest.raises(Incomplete, match="作出认证决定的人未设定（6.3.2）"):
        decide(world, case)


@pytest.mark.covers("A-3")
def test_a_decision_keeps_the_values_it_rests_on(world: World, all_steps: None):
    world.set(P_decider="committee_chair", P_committee=2)
    case = decide(world, world.case("意见已出", **FOR))
    kept = Decision.objects.get().parameters

    world.later(days=1)
    world.set(P_committee=5)

    assert case.status == "已决定"
    assert Decision.objects.get().parameters == kept
    assert kept["P-committee"]["value"] == 2


@pytest.mark.covers("R6.3.3")
def test_the_notice_is_due_five_working_days_after_the_decision(world: World, all_steps: None):
    world.set(P_decider="committee_chair")

    decide(world, world.case("意见已出", **FOR))

    assert Decision.objects.get().notice_due_on == date(2026, 3, 9)


@pytest.mark.covers("R6.3.2.2", "T24")
def test_a_conditional_approval_has_a_limit_and_no_certificate(world: World, all_steps: None):
    world.set(P_decider="committee_chair", P_conditional=30)
    case = world.case("意见已出", **FOR)
    world.nonconformity(case)
    for days in (None, *map(Decimal, ("-5", "0", "0.5", "2.5", "1000000000000"))):
        with pytest.raises(Incomplete, match="有条件批准须给出整改期限，为 1 至 1000 的整数个工作日"):
            decide(world, case, outcome=CONDITIONAL, limit_days=days)

    decide(world, case, outcome=CONDITIONAL, limit_days=20)

    assert case.status == "待整改"
    assert Decision.objects.get().limit_on == date(2026, 3, 30)
    draft = Certificate(number="Z-1", case=case, organisation=world.client, hotline=world.hotline)
    with pytest.raises((Incomplete, NotNow)):
        perform(draft, "draft", by=world["keeper"], at=world.at)
    assert Certificate.objects.count() == 0


@pytest.mark.covers("R6.3.2.2", "T24")
def test_rectification_is_confirmed_only_when_all_are_verified(world: World, all_steps: None):
    world.set(P_decider="committee_chair", P_conditional=30)
    case = world.case("待整改", marker="已通知", **FOR)
    finding = world.nonconformity(case, status="已提交整改")
    with pytest.raises(Incomplete, match="还有 1 项不符合项未验证关闭"):
        perform(case, "confirm_rectified", by=world["chair"], at=world.at, reason="整改完成")
    perform(
        finding, "verify", by=world["auditor"], at=world.at, way="书面验证", evidence_text="职责文件已发布"
    )

    perform(case, "confirm_rectified", by=world["chair"], at=world.at, reason="整改完成")

    assert (case.status, case.marker, Decision.objects.get().outcome) == ("已决定", "", GRANT)


@pytest.mark.covers("R6.3.2.3")
def test_a_missed_condition_lapses_by_nobody_but_a_person(world: World, all_steps: None):
    world.set(P_decider="committee_chair", P_conditional=30)
    case = world.case("意见已出", **FOR)
    world.nonconformity(case)
    decide(world, case, outcome=CONDITIONAL, limit_days=20)
    Case.objects.filter(pk=case.pk).update(marker="已通知")
    case.refresh_from_db()
    with pytest.raises(Incomplete, match="整改期限尚未届满"):
        perform(case, "end_condition", by=world["chair"], at=world.at, reason="超期")
    world.later(days=60)
    assert Case.objects.get(pk=case.pk).status == "待整改"

    perform(case, "end_condition", by=world["chair"], at=world.at, reason="超期未整改")

    assert (case.status, Decision.objects.order_by("pk").last().outcome) == ("已决定", REFUSE)


@pytest.mark.covers("R14.3.2")
@pytest.mark.parametrize("duty", ["team_lead", "team_auditor", "trainee", "evaluation_member"])
def test_nobody_of_the_team_decides(world: World, all_steps: None, duty: str):
    world.set(P_decider="committee_chair")
    case = world.case("意见已出", **FOR)
    placed(Member(case=case, person_id=world["chair"].person, duty=duty))

    with pytest.raises(NotAllowed, match="是本案"):
        decide(world, case)


@pytest.mark.covers("G-5")
def test_whoever_verified_a_nonconformity_does_not_decide_by_another_account(world: World, all_steps: None):
    from tests.cast import appoint, open_account

    world.set(P_decider="committee_chair")
    case = world.case("意见已出", **FOR)
    finding = world.nonconformity(case, status="已提交整改")
    perform(finding, "verify", by=world["auditor"], at=world.at, way="书面验证", evidence_text="已看")
    Member.objects.filter(case=case, person=world["auditor"].person).delete()
    other = appoint(
        open_account("auditor某", "auditor-2", number="演示-auditor"), "committee_chair"
    ).as_actor()

    with pytest.raises(NotAllowed, match=r"auditor某 已于 .* 在本案中做过"):
        perform(case, "decide", by=other, at=world.at, outcome=GRANT, reason="符合")


@pytest.mark.covers("L22")
def test_the_head_signs_after_the_certification_persons_and_notice_waits_for_it(world: World):
    case = world.case("已决定")
    world.decision(case)
    told = {"delivery": "平台内送达", "delivered_at": "2026-03-02T11:00"}
    with pytest.raises(NotNow):
        perform(case, "sign", by=world["head"], at=world.at, method="纸质扫描")
    with pytest.raises(NotNow):
        perform(case, "notify", by=world["clerk"], at=world.at, **told)
    perform(case, "sign_as_certifier", by=world["lead"], at=world.at, method="纸质扫描")

    perform(case, "sign", by=world["head"], at=world.later(hours=1), method="纸质扫描")

    assert (case.status, case.marker, case.signed_at) == ("已决定", "已签署", world.at)


@pytest.mark.covers("R13.3.3.4")
def test_notice_waits_for_the_evaluation_report_to_be_handed_over(world: World):
    case = world.case("已决定", marker="已签署")
    told = {"delivery": "平台内送达", "delivered_at": "2026-03-02T11:00"}

    with pytest.raises(Incomplete, match="评价报告尚未反馈给被评价组织（13.3.3.4）"):
        perform(case, "notify", by=world["clerk"], at=world.at, **told)

    assert Entry.objects.filter(verb="notify").count() == 0
