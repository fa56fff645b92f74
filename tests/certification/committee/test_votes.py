"""The committee: who may vote, on what, and what the votes come to."""

import pytest

from hengxian.certification.models import Ballot, Case
from hengxian.certification.queries.committee import carries
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.people.models import Account, Organisation
from hengxian.records.registers.book import BODY
from hengxian.web.acting.timeline import timeline
from hengxian.web.acting.visitor import visitor
from tests.cast import appoint, open_account, placed
from tests.certification.preparation.prepared import declare
from tests.certification.world import World

SAID = {
    "choice": "赞成", "process": "过程完整", "nonconformities": "准确完整", "conclusion": "合理", "reason": "同意",
}  # fmt: skip


@pytest.fixture
def case(world: World) -> Case:
    """A case before a committee of three, two of whom must vote."""
    world.seat("member_a", "member_b", "chair")
    world.set(P_committee=2, P_committee_majority="过半数")
    return world.case("报告已批")


def vote(world: World, case: Case, part: str, **said: str) -> Case:
    return perform(case, "vote", by=world[part], at=world.later(minutes=5), **(SAID | said))


@pytest.mark.covers("A-15", "R6.3.1.1-3")
def test_the_opinion_counts_every_ballot_and_prints_the_dissent(world: World, case: Case):
    for part, choice in (("member_a", "赞成"), ("member_b", "反对"), ("chair", "赞成")):
        vote(world, case, part, choice=choice)

    perform(case, "review", by=world["chair"], at=world.later(minutes=5))

    opinion = Case.objects.get(pk=case.pk).report["opinion"]
    assert case.status == "意见已出"
    assert (opinion["votes"], opinion["eligible"], opinion["is_for"]) == (
        {"赞成": 2, "反对": 1, "弃权": 0},
        3,
        True,
    )
    assert opinion["dissent"] == [{"member": "member_b某", "choice": "反对", "reason": "同意"}]


@pytest.mark.covers("R6.3.1.1-3")
@pytest.mark.parametrize("finding", ["process", "nonconformities", "conclusion"])
def test_a_ballot_with_one_of_three_findings_missing_is_refused(world: World, case: Case, finding: str):
    with pytest.raises(Incomplete, match="表决还缺"):
        vote(world, case, "member_a", **{finding: ""})

    assert Ballot.objects.count() == 0


def test_a_ballot_is_cast_once_by_a_natural_person(world: World, case: Case):
    vote(world, case, "member_a")
    second = appoint(
        open_account("member_a某", "member_a2", number="演示-member_a"), "committee_member"
    ).as_actor()

    with pytest.raises(Incomplete, match="已经表决"):
        perform(case, "vote", by=second, at=world.later(minutes=1), **SAID)

    assert Ballot.objects.count() == 1


@pytest.mark.covers("R14.3.1")
@pytest.mark.parametrize("duty", ["team_auditor", "evaluation_member", "adviser"])
def test_a_member_with_a_part_in_the_case_is_refused_and_the_quorum_recounted(
    world: World, case: Case, duty: str
):
    from hengxian.certification.models import Member
    from tests.cast import placed

    placed(Member(case=case, person_id=world["member_a"].person, duty=duty))

    with pytest.raises(NotAllowed, match="member_a某"):
        vote(world, case, "member_a")
    vote(world, case, "member_b")
    with pytest.raises(Incomplete, match="有效表决 1 人，法定人数为 2 人（可参加表决的委员 2 人）"):
        perform(case, "review", by=world["chair"], at=world.later(minutes=5))


@pytest.mark.covers("R14.3.1")
def test_a_declared_tie_bars_from_voting(world: World, case: Case):
    declared = {
        "asset_tie": False, "management_tie": False, "office_tie": True, "advice_tie": False, "other_body": False,
        "other_tie": False, "details": "曾在该市任职", "declared_on": "2026-03-01", "true_statement": True,
    }  # fmt: skip
    world.write("member_declarations", case, declared, "member_a", subject=str(world["member_a"].person))

    with pytest.raises(NotAllowed, match="与行政机关有利益关系"):
        vote(world, case, "member_a")


@pytest.mark.covers("R14.3.1")
def test_a_ballot_whose_member_declares_a_tie_later_is_not_counted(world: World, case: Case):
    for part, choice in (("member_a", "赞成"), ("member_b", "赞成"), ("chair", "反对")):
        vote(world, case, part, choice=choice)
    declare(world, case, "member_a", office_tie="是", details="刚到该市任职")

    perform(case, "review", by=world["chair"], at=world.later(minutes=5))

    opinion = Case.objects.get(pk=case.pk).report["opinion"]
    assert (opinion["votes"], opinion["eligible"], opinion["is_for"]) == (
        {"赞成": 1, "反对": 1, "弃权": 0},
        2,
        False,
    )
    assert Ballot.objects.count() == 3


@pytest.mark.covers("R14.3.1")
def test_whom_the_head_ruled_out_and_whoever_belongs_to_the_operator_may_not_vote(world: World, case: Case):
    operator = placed(Organisation(name="云泽热线运营公司", type="服务外包企业"))
    world.hotline.operator = operator
    world.hotline.save()
    open_account("member_b某", "member_b2", number="演示-member_b", organisation=operator)
    ruling = {"ruling": "不得参加", "reason": "申请方的异议成立"}
    world.write("tie_rulings", case, ruling, subject=str(world["member_a"].person))

    with pytest.raises(NotAllowed, match="已被裁定不得参加本案"):
        vote(world, case, "member_a")
    with pytest.raises(NotAllowed, match="本人属于云泽热线运营公司"):
        vote(world, case, "member_b")
    with pytest.raises(Incomplete, match="可参加表决的委员 1 人"):
        perform(case, "review", by=world["chair"], at=world.later(minutes=5))


@pytest.mark.parametrize("part", ["lead", "member_b", "head"])
def test_nobody_reads_another_ballots_reason_while_the_vote_is_open(world: World, case: Case, part: str):
    vote(world, case, "member_a", choice="反对", reason="结论站不住脚")
    reader = visitor(Account.objects.get(username=part), "office")
    voter = visitor(Account.objects.get(username="member_a"), "office")

    shown = [line for line in timeline(case, reader).lines if line.actor == "member_a某"]

    assert [line.reason for line in shown] == ["" for _ in shown]
    assert [line.label for line in shown]
    assert "结论站不住脚" in {line.reason for line in timeline(case, voter).lines}


@pytest.mark.covers("A-15")
def test_a_vote_cannot_be_closed_while_nobody_has_set_the_quorum(world: World):
    world.seat("member_a", "chair")
    case = world.case("报告已批")
    vote(world, case, "member_a")

    with pytest.raises(Incomplete, match="法定人数或多数未设定（6.3.1）"):
        perform(case, "review", by=world["chair"], at=world.later(minutes=5))

    assert Case.objects.get(pk=case.pk).status == "报告已批"


def test_a_ballot_on_another_state_of_the_file_does_not_count(world: World, case: Case):
    vote(world, case, "member_a")
    vote(world, case, "member_b")
    world.nonconformity(case)

    with pytest.raises(Incomplete, match="案卷在表决后有变动，须重新表决：member_a某、member_b某"):
        perform(case, "review", by=world["chair"], at=world.later(minutes=5))


def test_nobody_is_seated_while_the_criteria_of_competence_are_unset(world: World):
    facts = {
        "member": world["member_a"].person, "post": "委员", "expertise": "十年审核经历", "starts_on": "2026-01-01",
        "ends_on": "2026-12-31", "impartiality": "与任何热线无利益关系",
    }  # fmt: skip

    with pytest.raises(Incomplete, match="审核组与委员会成员能力准则未设定（14.2.1、14.3.1）"):
        world.write("committee_roster", BODY, facts)
    world.set(P_competence="委员|认证审查|能独立担任")

    assert world.write("committee_roster", BODY, facts).number == 1


def test_a_bystander_and_an_ended_term_may_not_vote(world: World, case: Case):
    with pytest.raises(NotAllowed, match="没有“表决”的权限"):
        vote(world, case, "bystander")
    world.later(days=400)
    with pytest.raises(Incomplete, match="不是在任的技术委员会委员"):
        vote(world, case, "member_a")


@pytest.mark.covers("R6.3.1.1-3")
def test_sending_back_names_the_step_and_opens_a_new_round(world: World, case: Case):
    vote(world, case, "member_a")

    perform(
        case,
        "send_back",
        by=world["chair"],
        at=world.later(minutes=5),
        step="draft_audit_report",
        reason="结论不清",
    )

    assert (case.status, case.round) == ("末次会议已开", 2)
    assert Entry.objects.get(verb="send_back").said.facts["facts"]["step"] == "draft_audit_report"
    with pytest.raises(NotNow):
        vote(world, case, "member_b")


@pytest.mark.parametrize(
    ("in_favour", "cast", "majority", "carried"),
    [
        (2, 4, "过半数", False),
        (3, 4, "过半数", True),
        (2, 3, "三分之二以上", True),
        (1, 2, "三分之二以上", False),
        (0, 0, "过半数", False),
    ],
)
def test_a_majority_is_counted_over_all_ballots_cast(in_favour, cast, majority, carried):
    assert carries(in_favour, cast, majority) is carried
