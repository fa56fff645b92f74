"""What each act of 质检 does beside moving it (11.1.2.3)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.lifecycles.review import ACCURACY, ITEMS, MET
from hengxian.hotline.models import Judgement, Review, ReviewPlan
from hengxian.hotline.reviewing.drawing import drawn, enter
from hengxian.hotline.reviewing.population import strata_of
from hengxian.hotline.sampling import seed_from_chain
from hengxian.hotline.working_days import nth_after_if_known
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.conditions import Act
from hengxian.journal.writing import begin, check, create, enact
from hengxian.records.clocks import local_day
from hengxian.records.parameters import require

FIRST, SECOND, THIRD, ON_OBJECTION = 1, 2, 3, 4


@action("review_plan", "draft")
@transaction.atomic
def draft(
    plan: ReviewPlan, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> ReviewPlan:
    """The seed comes from the journal, so that nobody can choose one that suits him."""
    plan.seed = seed_from_chain()
    return begin(plan, "draft", by=by, at=at, **facts)


@action("review_plan", "draw")
@transaction.atomic
def draw(
    plan: ReviewPlan, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> ReviewPlan:
    """The population as it stands, the share and the strata in force; all of it is kept with the plan."""
    hold_chain()
    check(plan, plan.lifecycle.check_state("draw", plan.state), Act("draw", by, at, facts))
    strata = tuple(require("P-qa-strata", at).value)
    plan.percent = require("P-qa", at).value
    plan.population = {number: list(stratum) for number, stratum in strata_of(plan, strata).items()}
    numbers, told = drawn(plan)
    changes = {
        "percent": plan.percent, "strata": list(strata), "population": plan.population, "drawn_at": at,
        "told": [[list(one.stratum), one.size, one.drawn] for one in told],
    }  # fmt: skip
    enact(plan, "draw", by=by, at=at, version=version, changes=changes, **facts)
    enter(plan, numbers, at)
    return plan


@action("review", "draw")
def pick(review: Review, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Review:
    """Listed by a person and marked so; what the seed draws is listed by the plan alone."""
    review.is_picked_by_hand, review.drawn_at, review.stratum = True, at, ""
    subject = review.order or review.contact
    review.agent_id = subject.agent_id if subject else None
    return begin(review, "draw", by=by, at=at, **facts)


@action("review", "judge")
@transaction.atomic
def judge(review: Review, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Review:
    """All five items. The results stand in the judgement alone until another has judged accuracy."""
    enact(review, "judge", by=by, at=at, version=version, **facts)
    _judged(review, FIRST, _said(facts, ITEMS), str(facts.get("remark") or ""), by, at)
    return review


@action("review", "judge_again")
@transaction.atomic
def judge_again(
    review: Review, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Review:
    """Accuracy once more, by somebody who has not seen the first; where they differ a third settles it."""
    facts.pop("to", None)
    first, second = _first(review), _said(facts, ACCURACY)
    differ = any(first.get(item) != is_met for item, is_met in second.items())
    changes = {} if differ else {"results": first, **_settled(review, at)}
    to = "待裁定" if differ else "已评"
    enact(review, "judge_again", by=by, at=at, version=version, to=to, changes=changes, **facts)
    _judged(review, SECOND, second, str(facts.get("remark") or ""), by, at)
    return review


@action("review", "settle")
@transaction.atomic
def settle(review: Review, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Review:
    """A third decides about accuracy; the other items stand as first judged."""
    third = _said(facts, ACCURACY)
    changes = {"results": _first(review) | third, **_settled(review, at)}
    enact(review, "settle", by=by, at=at, version=version, changes=changes, **facts)
    _judged(review, THIRD, third, str(facts["reason"]), by, at)
    return review


@action("review", "object")
def object_to(review: Review, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Review:
    """Whose work it is does not agree; until it is answered the review is in no figure."""
    changes = {"objection": str(facts.get("reason") or "")}
    return enact(review, "object", by=by, at=at, version=version, changes=changes, **facts)


@action("review", "answer")
@transaction.atomic
def answer(review: Review, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Review:
    """Upheld or corrected, by somebody who has not judged it; the earlier judgements stay readable."""
    corrected = _said(facts, ITEMS)
    changes = {"results": review.results | corrected, "settled_at": at}
    enact(review, "answer", by=by, at=at, version=version, changes=changes, **facts)
    _judged(review, ON_OBJECTION, corrected, f"{facts['answer']}：{facts['reason']}", by, at)
    return review


def _said(facts: dict[str, Any], items: dict[str, str]) -> dict[str, bool]:
    return {item: facts[item] == MET for item in items if facts.get(item)}


def _first(review: Review) -> dict[str, bool]:
    if review._state.adding:
        return {}
    judgement = review.judgements.filter(round=FIRST).first()
    return dict(judgement.verdicts) if judgement else {}


def _settled(review: Review, at: datetime) -> dict[str, Any]:
    days = review.plan.objection_days if review.plan else None
    until: date | None = nth_after_if_known(local_day(at), days) if days else None
    return {"settled_at": at, "object_until": until}


def _judged(
    review: Review, round: int, verdicts: dict[str, bool], remark: str, by: Actor, at: datetime
) -> None:
    row = Judgement(
        review=review, round=round, person_id=by.person, judged_at=at, verdicts=verdicts, remark=remark
    )
    create(row, by=by, at=at)
