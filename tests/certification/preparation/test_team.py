"""The team: declared, independent, registered, competent; two registered auditors and one lead."""

from typing import Any

import pytest

from hengxian.certification.models import Case, Member
from hengxian.certification.queries.team import pickable
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow, Refused
from hengxian.people.models import Organisation
from hengxian.records.models.notice import Notice
from hengxian.records.registers.reading import row_of, rows
from tests.cast import open_account, placed
from tests.certification.preparation.prepared import (
    CRITERIA,
    bare_case,
    declare,
    declared_anew,
    formed,
    name_,
    planned,
    qualify,
    size,
)
from tests.certification.world import World


@pytest.fixture
def case(world: World) -> Case:
    """A case just opened; lead and auditor qualified and declared."""
    world.set(P_competence=CRITERIA)
    qualify(world, "lead", "auditor")
    found = bare_case(world)
    declare(world, found, "lead", "auditor")
    return found


def refused(world: World, case: Case, verb: str, by: str = "clerk", **facts: Any) -> str:
    """The sentence of a refusal that left no trace."""
    before = (Entry.objects.count(), Member.objects.count(), Case.objects.get(pk=case.pk).status)
    with pytest.raises(Refused) as told:
        perform(case, verb, by=world[by], at=world.at, **facts)
    assert (Entry.objects.count(), Member.objects.count(), Case.objects.get(pk=case.pk).status) == before
    return told.value.sentence


def named(world: World, part: str, duty: str = "审核员") -> dict[str, Any]:
    return {"person": world[part].person, "duty": duty, "tasks": "按计划"}


def test_invited_person_is_told_and_may_declare(world: World, case: Case):
    perform(case, "invite", by=world["clerk"], at=world.at, persons=[world["bystander"].person])

    assert case.plan["invited"] == [world["bystander"].person]
    assert Notice.objects.get().link == f"/office/declarations/{case.pk}/"


@pytest.mark.covers("R14.2.1")
def test_without_declaration_nobody_is_named(world: World, case: Case):
    qualify(world, "bystander")

    said = refused(world, case, "name_member", **named(world, "bystander"))

    assert said == "bystander某 尚未声明与认证对象的利益关系（14.2.1）"


@pytest.mark.parametrize(
    ("tie", "told"), [("asset_tie", "与认证对象有资产关系"), ("management_tie", "与认证对象有管理关系")]
)
def test_asset_and_management_ties_bar_even_with_a_ruling(world: World, case: Case, tie: str, told: str):
    qualify(world, "bystander")
    declare(world, case, "bystander", **{tie: "是", "details": "持股"})
    person = str(world["bystander"].person)
    world.write("tie_rulings", case, {"ruling": "可以参加", "reason": "影响很小"}, subject=person)

    said = refused(world, case, "name_member", **named(world, "bystander"))

    assert told in said


@pytest.mark.covers("L13-person")
def test_other_ties_wait_for_the_heads_reasoned_ruling(world: World, case: Case):
    qualify(world, "bystander")
    declare(world, case, "bystander", office_tie="是", details="配偶在承办部门任职")
    before = refused(world, case, "name_member", **named(world, "bystander"))
    person = str(world["bystander"].person)
    world.write("tie_rulings", case, {"ruling": "可以参加", "reason": "该部门不在抽样内"}, subject=person)

    name_(world, case, "bystander", "审核员")

    assert "与行政机关有利益关系" in before
    assert case.members.get().person_id == world["bystander"].person


@pytest.mark.covers("R14.2.1")
def test_nobody_takes_back_a_tie_he_has_declared(world: World, case: Case):
    qualify(world, "bystander")
    declare(world, case, "bystander", asset_tie="是", details="持股")

    with pytest.raises(NotAllowed, match="「与认证对象有资产关系」已声明为“是”，不能再由填写人收回"):
        declared_anew(world, case, "bystander")

    assert "与认证对象有资产关系" in refused(world, case, "name_member", **named(world, "bystander"))


@pytest.mark.covers("R14.2.1")
def test_a_ruling_covers_only_the_ties_it_knew_and_the_last_one_holds(world: World, case: Case):
    qualify(world, "bystander")
    person = str(world["bystander"].person)
    declare(world, case, "bystander", advice_tie="是", details="五年前的培训")
    world.write("tie_rulings", case, {"ruling": "可以参加", "reason": "已过五年"}, subject=person)
    declared_anew(
        world, case, "bystander", advice_tie="是", office_tie="是", details="另有配偶在主管部门任职"
    )

    later_tie = refused(world, case, "name_member", **named(world, "bystander"))
    world.write("tie_rulings", case, {"ruling": "可以参加", "reason": "该部门不在抽样内"}, subject=person)
    name_(world, case, "bystander", "审核员")

    assert "与行政机关有利益关系" in later_tie
    assert case.members.get().person_id == world["bystander"].person


def test_a_tie_declared_after_forming_stops_the_plan(world: World):
    case = planned(world)
    declared_anew(world, case, "auditor", management_tie="是", details="新任理事")

    assert "与认证对象有管理关系" in refused(world, case, "approve_plan", by="delegate")


def test_person_is_barred_by_an_account_at_the_operator(world: World, case: Case):
    operator = placed(Organisation(name="云泽热线运营公司", type="服务外包企业"))
    world.hotline.operator = operator
    world.hotline.save()
    qualify(world, "bystander")
    declare(world, case, "bystander")
    open_account("bystander某", "second", number="演示-bystander", organisation=operator)

    assert "本人属于云泽热线运营公司" in refused(world, case, "name_member", **named(world, "bystander"))


def test_person_is_barred_by_an_account_at_the_client(world: World, case: Case):
    qualify(world, "bystander")
    declare(world, case, "bystander")
    open_account("bystander某", "second", number="演示-bystander", organisation=world.client)

    said = refused(world, case, "name_member", **named(world, "bystander"))

    assert "属于云泽市政务服务中心" in said


@pytest.mark.covers("L14")
def test_person_with_a_second_employer_body_cannot_be_named(world: World, case: Case):
    facts = {"only_here": "否", "other_body": "另一机构", "declared_on": "2026-03-01", "true_statement": True}
    world.write("employment_declarations", f"person:{world['auditor'].person}", facts, by="auditor")

    said = refused(world, case, "name_member", **named(world, "auditor"))

    assert said == "auditor某 声明同时在另一认证机构从业（条例14）"


@pytest.mark.covers("L38")
def test_expired_registration_takes_a_person_off_the_list_that_day(world: World):
    qualify(world, "lead")
    qualify(world, "auditor", ends_on="2026-03-01")
    qualify(world, "bystander", ends_on="2026-03-02")

    found = {person.name: told for person, told in pickable(world.at.date())}

    assert found == {
        "lead某": "服务认证审查员 演示-lead，至 2027-12-31",
        "bystander某": "服务认证审查员 演示-bystander，至 2026-03-02",
    }


def test_unregistered_auditor_is_refused_and_an_expert_is_not(world: World, case: Case):
    world.set(P_competence="审核员|服务管理审核")
    person = f"person:{world['bystander'].person}"
    level = {"level": "须在指导下担任", "basis": "系统测试经历", "judged_on": "2026-01-05"}
    world.write("competence_matrix", person, level, by="clerk", subject="systems")
    declare(world, case, "bystander")
    said = refused(world, case, "name_member", **named(world, "bystander"))

    name_(world, case, "bystander", "技术专家")

    assert "bystander某 在 2026-03-02 没有有效的审查员注册（条例38、问答5）" in said
    assert case.members.get().duty == "expert"


def test_competence_is_shown_by_the_bodys_own_criteria(world: World, case: Case):
    row = row_of("competence_matrix", f"person:{world['lead'].person}", "leading")
    assert row is not None
    row.data["level"] = "须在指导下担任"
    row.save()

    said = refused(world, case, "name_member", **named(world, "lead", "审核组长"))

    assert "lead某 的“担任组长”现为“须在指导下担任”，担任审核组长须“能独立担任”" in said


RECORDS = {
    "学历": "行政管理本科", "培训": "服务认证审查员培训", "观摩审核": "随组观摩两次", "专业领域": "服务管理审核",
    "再评价": "年度再评价",
}  # fmt: skip


@pytest.mark.covers("A-17")
def test_competence_is_on_record_and_nobody_is_named_for_a_field_without_it(world: World, case: Case):
    person = f"person:{world['bystander'].person}"
    facts = {
        "registration": "服务认证审查员", "number": "演示-9", "starts_on": "2025-01-01", "ends_on": "2027-12-31",
        "checked_how": "证书原件",
    }  # fmt: skip
    world.write("auditor_registrations", person, facts, by="clerk")
    declare(world, case, "bystander")
    before = refused(world, case, "name_member", **named(world, "bystander"))

    for kind, content in RECORDS.items():
        known = {"kind": kind, "content": content, "starts_on": "2025-06-01", "result": "符合"}
        until = {"valid_until": "2027-06-01"} if kind == "再评价" else {}
        world.write("competence_records", person, known | until, by="clerk")
    recorded = refused(world, case, "name_member", **named(world, "bystander"))
    level = {"level": "能独立担任", "basis": "见能力记录第 1 至 5 号", "judged_on": "2026-02-01"}
    world.write("competence_matrix", person, level, by="clerk", subject="management")
    name_(world, case, "bystander", "审核员")

    assert "bystander某 的“服务管理审核”现为“未评定”" in before and before == recorded
    assert [row.data["kind"] for row in rows("competence_records", person)] == list(RECORDS)
    assert case.members.filter(duty="team_auditor").exists()


def test_while_no_criteria_are_set_nobody_is_named(world: World):
    qualify(world, "auditor")
    case = bare_case(world)
    declare(world, case, "auditor")

    said = refused(world, case, "name_member", **named(world, "auditor"))

    assert "审核组与委员会成员能力准则未设定（14.2.1、14.3.1）" in said


def test_lead_needs_the_role_of_a_lead(world: World, case: Case):
    said = refused(world, case, "name_member", **named(world, "auditor", "审核组长"))

    assert "auditor某 没有“审核组长”的角色，不能指定" in said


def test_nobody_has_a_duty_twice(world: World, case: Case):
    name_(world, case, "auditor", "审核员")

    assert "auditor某 已是本案审核员" in refused(world, case, "name_member", **named(world, "auditor"))


@pytest.mark.parametrize("verb", ["invite", "name_member", "release_member", "form_team"])
def test_only_the_clerk_makes_the_team(world: World, case: Case, verb: str):
    with pytest.raises(NotAllowed):
        perform(case, verb, by=world["lead"], at=world.at, persons=[1], person=1, duty="审核员", tasks="无", member=1,
                reason="无")  # fmt: skip


@pytest.mark.covers("R6.2.1.1")
def test_team_of_one_is_refused(world: World, case: Case):
    name_(world, case, "lead", "审核组长")
    name_(world, case, "lead", "评价组长")
    size(world, case)

    said = refused(world, case, "form_team")

    assert said == "每次审查不得少于 2 名持有有效注册的审查员，现有 1 名（问答5、6.2.1.1）"


def test_trainees_and_experts_do_not_count_towards_two(world: World, case: Case):
    for part, duty in (("lead", "审核组长"), ("lead", "评价组长"), ("auditor", "实习审核员")):
        name_(world, case, part, duty)
    size(world, case)

    assert "现有 1 名" in refused(world, case, "form_team")


def test_team_has_one_lead_of_each_group_and_its_size_is_reasoned(world: World, case: Case):
    name_(world, case, "auditor", "审核员")

    said = refused(world, case, "form_team")

    assert "审核组长、评价组长应各为一人，现有审核组长 0 人、评价组长 0 人（6.2.1.1、13.3.1.1）" in said
    assert "《规模与复杂度考虑》没有记录（6.2.1.1）" in said


@pytest.mark.covers("R13.3.1.1", "T44")
def test_formed_case_shows_two_groups_with_duties(world: World):
    case = formed(world)

    group = {row.subject: row.data for row in rows("evaluation_team", case.story)}

    assert case.status == "已组组"
    assert list(case.members.values_list("duty", flat=True)) == [
        "team_lead",
        "team_auditor",
        "evaluation_lead",
    ]
    assert group == {str(world["lead"].person): {"post": "评价组长", "duty": "按计划"}}


def test_forming_needs_every_declaration_still_clear(world: World, case: Case):
    for part, duty in (("lead", "审核组长"), ("auditor", "审核员"), ("lead", "评价组长")):
        name_(world, case, part, duty)
    size(world, case)
    person = str(world["auditor"].person)
    world.write("tie_rulings", case, {"ruling": "不得参加", "reason": "近期任职"}, subject=person)

    assert "auditor某 已被裁定不得参加本案" in refused(world, case, "form_team")


def test_nobody_leaves_a_formed_team_without_its_lead_or_two_auditors(world: World):
    case = formed(world)
    lead, auditor = case.members.get(duty="team_lead"), case.members.get(duty="team_auditor")

    without_lead = refused(world, case, "release_member", member=lead.pk, reason="生病")
    without_two = refused(world, case, "release_member", member=auditor.pk, reason="生病")

    assert without_lead == "须先指定另一名审核组长，再免去 lead某（6.2.1.1）"
    assert "现有 1 名" in without_two


def test_member_is_replaced_by_another_and_stays_barred(world: World):
    case = formed(world)
    qualify(world, "bystander")
    declare(world, case, "bystander")
    name_(world, case, "bystander", "审核员")
    auditor = case.members.get(person=world["auditor"].person)

    perform(
        case, "release_member", by=world["clerk"], at=world.later(hours=1), member=auditor.pk, reason="调离"
    )

    auditor.refresh_from_db()
    assert auditor.left_at == world.at
    with pytest.raises(NotAllowed):
        perform(case, "arrange", by=world["auditor"], at=world.at)


@pytest.mark.covers("A-11")
def test_objection_and_answer_are_kept_and_stop_nothing(world: World):
    case = formed(world)
    subject = str(world["auditor"].person)
    objection = world.write(
        "member_objections", case, {"reason": "曾在竞争单位任职"}, by="client", subject=subject
    )
    answer = {"outcome": "不更换", "answer": "已离职五年", "answered_on": "2026-03-02"}
    world.write("objection_answers", case, answer, subject=str(objection.number))

    facts = {"on_site_from": world.at.date(), "on_site_until": world.at.date(), "reach": "全面", "purpose": "验证",
             "scope": "热线"}  # fmt: skip
    perform(case, "arrange", by=world["lead"], at=world.at, **facts)

    assert case.plan["on_site_from"] == "2026-03-02"
    assert rows("objection_answers", case.story).count() == 1


def test_team_is_settled_once_the_findings_are_fixed(world: World):
    case = world.case("发现已定")

    with pytest.raises(NotNow):
        perform(case, "name_member", by=world["clerk"], at=world.at, **named(world, "bystander"))


def test_release_says_who_and_why(world: World):
    case = formed(world)

    with pytest.raises(Incomplete, match="免去成员还缺：理由"):
        perform(
            case,
            "release_member",
            by=world["clerk"],
            at=world.at,
            member=case.members.get(duty="team_lead").pk,
        )
