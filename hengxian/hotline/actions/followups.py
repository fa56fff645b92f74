"""What each act of 回访 does beside moving it (10.4)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.following_up.drawing import decide
from hengxian.hotline.following_up.population import covering
from hengxian.hotline.lifecycles.followup import REACHED, SOLVED
from hengxian.hotline.models import FollowUp, FollowUpAttempt, FollowUpPlan
from hengxian.hotline.sampling import seed_from_chain
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import begin, create, enact
from hengxian.kernel.refusals import NotNow
from hengxian.records.clocks import local_day
from hengxian.records.parameters import value_of

SETTLED = "已回访"
ALL = "全部"


@action("followup_plan", "draft")
@transaction.atomic
def draft(
    plan: FollowUpPlan, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> FollowUpPlan:
    """The seed comes from the journal, so that nobody can choose one that suits him."""
    plan.seed = seed_from_chain()
    return begin(plan, "draft", by=by, at=at, **facts)


@action("followup_plan", "draw")
def draw(
    plan: FollowUpPlan, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> FollowUpPlan:
    """About every order closed since the last draw."""
    enact(plan, "draw", by=by, at=at, version=version, changes={"drawn_until": at}, **facts)
    decide(plan, by=by, at=at)
    return plan


@action("followup", "draw")
@transaction.atomic
def pick(
    followup: FollowUp, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> FollowUp:
    """Listed by a person, and marked so; what the seed draws is listed by the plan alone (10.4.1.1)."""
    hold_chain()
    if followup.order.followups.filter(status="待回访").exists():
        raise NotNow(f"工单 {followup.order.number} 已列入回访，尚未完成", "10.4.1.1")
    order = followup.order
    if order.followup_planned is None and order.closed_at:
        plan = covering(order, local_day(order.closed_at)).first()
        if plan:
            raise NotNow(
                f"回访计划“{plan.name}”尚未抽取到工单 {order.number}，未被抽中的才可人工挑选", "10.4.1.1"
            )
    followup.is_picked_by_hand, followup.plan = True, None
    followup.round, followup.drawn_at = followup.order.rounds, at
    return begin(followup, "draw", by=by, at=at, **facts)


@action("followup", "attempt")
@transaction.atomic
def attempt(
    followup: FollowUp, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> FollowUp:
    """One attempt, with its own row in the order; a caller who was reached settles it."""
    facts.pop("to", None)
    is_reached = facts.get("outcome") == REACHED
    changes = {"tries": followup.tries + 1, **({"settled_at": at} if is_reached else {})}
    to = SETTLED if is_reached else "="
    enact(followup, "attempt", by=by, at=at, version=version, to=to, changes=changes, **facts)
    create(_row(followup, facts, by, at), by=by, at=at)
    return followup


def _settle(verb: str) -> None:
    @action("followup", verb)
    def settle(
        followup: FollowUp, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
    ) -> FollowUp:
        """Ended without an answer."""
        return enact(followup, verb, by=by, at=at, version=version, changes={"settled_at": at}, **facts)


for _verb in ("give_up", "spare", "waive"):
    _settle(_verb)


def usual_percent(at: datetime) -> int:
    """What P-plan says: 全部 is 100; a share is its number; 100 while it is unset or says neither."""
    said = value_of("P-plan", at)
    digits = "".join(filter(str.isdigit, str(said.value))) if said and ALL not in str(said.value) else ""
    return min(int(digits), 100) if digits and int(digits) else 100


def _row(followup: FollowUp, facts: dict[str, Any], by: Actor, at: datetime) -> FollowUpAttempt:
    solved = {SOLVED[0]: True, SOLVED[1]: False}.get(str(facts.get("resolved") or ""))
    return FollowUpAttempt(
        followup=followup, order=followup.order, attempted_at=at, person_id=by.person,
        outcome=str(facts["outcome"]), process_satisfaction=str(facts.get("process_satisfaction") or ""),
        result_satisfaction=str(facts.get("result_satisfaction") or ""), resolved=solved,
        remark=str(facts.get("remark") or ""),
    )  # fmt: skip
