"""Approval of the report, review, opinion, decision and signature are five acts; each is refused to the team (T22)."""

from typing import Any

import pytest

from hengxian.certification.models import Case, Member
from hengxian.certification.models.member import Duty
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import NotAllowed
from tests.cast import placed
from tests.certification.committee.test_votes import SAID
from tests.certification.world import World

FOR = {"report": {"opinion": {"is_for": True, "round": 1, "votes": {"赞成": 3}, "file": "0" * 64}}}
DECIDED = {"outcome": "批准认证", "reason": "符合要求"}
# Act, state before it, whose office it is, what is said with it.
ACTS: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "approve_as_committee": ("组长已批", "", "chair", {"report_read": True}),
    "vote": ("报告已批", "", "member_a", SAID),
    "review": ("报告已批", "", "chair", {}),
    "decide": ("意见已出", "", "chair", DECIDED),
    "sign": ("已决定", "认证人员已签", "head", {"method": "图形签名"}),
}
DUTIES = (Duty.LEAD, Duty.AUDITOR, Duty.EXPERT, Duty.TRAINEE, Duty.EVALUATION_LEAD, Duty.EVALUATOR)


@pytest.fixture
def committee(world: World) -> World:
    """A committee of three, two of whom must vote; its chair decides."""
    world.seat("member_a", "member_b", "chair")
    world.set(P_committee=2, P_committee_majority="过半数", P_decider="committee_chair")
    return world


def refused(world: World, act: str, duty: Duty) -> str:
    status, marker, office, said = ACTS[act]
    case = world.case(status, marker=marker, **FOR)
    placed(Member(case=case, person_id=world[office].person, duty=duty))
    before = (Entry.objects.count(), case.state)
    with pytest.raises(NotAllowed) as told:
        perform(case, act, by=world[office], at=world.at, **said)
    assert (Entry.objects.count(), Case.objects.get(pk=case.pk).state) == before
    return str(told.value)


@pytest.mark.covers("T22")
def test_each_of_the_five_acts_is_refused_to_whoever_was_in_the_team(committee: World) -> None:
    told = {(act, duty): refused(committee, act, duty) for act in ACTS for duty in DUTIES}

    assert len(told) == 30
    assert [each for each, sentence in told.items() if f"是本案{each[1].label}" not in sentence] == []
