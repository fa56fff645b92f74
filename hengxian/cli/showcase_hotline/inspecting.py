"""Quality review and survey at the invented hotline: a week's sample judged in part, one survey half answered."""

from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from hengxian.cli.showcase.people import actor
from hengxian.hotline.lifecycles.review import ACCURACY, ITEMS, MET, UNMET
from hengxian.hotline.models import Hotline, Review, ReviewPlan, Survey
from hengxian.hotline.surveying.answering import answer
from hengxian.journal.acting import perform
from hengxian.records.parameters import set_value

SET = {"P-qa": "5", "P-qa-strata": "类别\n渠道"}
OPINIONS = ("satisfied", "mostly_satisfied", "satisfied", "dissatisfied", "no_opinion")
STEP = timedelta(minutes=6)


def inspect(hotline: Hotline, at: datetime) -> None:
    """The week before is drawn; most of it judged twice, one item in dispute, the last ones still to be judged."""
    for name, value in SET.items():
        set_value(name, value, by=actor("manager"), at=at, basis="演示热线自定（虚构文件）")
    plan = ReviewPlan(
        hotline=hotline, name="一周质检", since=(at - timedelta(days=7)).date(),
        until=(at - timedelta(days=1)).date(), objection_days=5,
    )  # fmt: skip
    perform(plan, "draft", by=actor("inspector"), at=at)
    perform(plan, "draw", by=actor("inspector"), at=at + STEP)
    drawn = list(plan.reviews.order_by("pk"))
    for number, review in enumerate(drawn[:-2]):
        _judge(review, at + STEP * (number + 2), differs=number == 1, is_unmet=number % 6 == 3)


def survey(hotline: Hotline, at: datetime) -> None:
    """Callers of the fortnight before are asked; every second one answers."""
    made = Survey(
        hotline=hotline, name="办结工单网上评价", since=(at - timedelta(days=14)).date(), until=at.date()
    )
    perform(made, "open", by=actor("manager"), at=at)
    perform(made, "invite", by=actor("manager"), at=at + STEP)
    said = cycle(OPINIONS)
    for number, invitation in enumerate(made.invitations.order_by("pk")[::2]):
        opinions = {aspect: next(said) for aspect in ("attitude", "efficiency", "process", "result")}
        answer(invitation, opinions, at=at + STEP * (number + 2))


def _judge(review: Review, at: datetime, *, differs: bool, is_unmet: bool) -> None:
    said: dict[str, Any] = dict.fromkeys(ITEMS, MET) | (
        {"language": UNMET, "remark": "未使用规范结束语"} if is_unmet else {}
    )
    perform(review, "judge", by=actor("inspector"), at=at, **said)
    again: dict[str, Any] = dict.fromkeys(ACCURACY, MET)
    if differs:
        again |= {"information_accuracy": UNMET, "remark": "答复的办理时限与条目不一致"}
    perform(review, "judge_again", by=actor("inspector2"), at=at + STEP / 2, **again)
