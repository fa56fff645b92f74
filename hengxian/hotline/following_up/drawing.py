"""The draw: by the plan's seed, order by order as they are closed; anybody can do it again and compare (10.4.1.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from hengxian.hotline.following_up.population import closed_within, undecided
from hengxian.hotline.models import FollowUp, FollowUpPlan, Hotline, Order
from hengxian.hotline.sampling import is_in_share, mark
from hengxian.hotline.standing import SYSTEM
from hengxian.journal.acting import perform
from hengxian.journal.actor import Actor
from hengxian.journal.writing import begin, enact
from hengxian.kernel.refusals import Refused
from hengxian.records.clocks import local_day

BATCH = 200  # orders decided in one transaction
CHUNK = 500  # orders drawn again in one statement


@dataclass(frozen=True)
class Line:
    """One order of the population: its mark, whether the seed draws it, and whether it was listed."""

    number: str
    mark: str
    is_drawn: bool
    is_listed: bool
    is_spared: bool

    @property
    def agrees(self) -> bool:
        """Whether what was done is what the seed says; a caller who wishes no follow-up is listed and spared."""
        return self.is_drawn == self.is_listed


def decide(plan: FollowUpPlan, *, by: Actor, at: datetime) -> tuple[int, int]:
    """Decide about every order closed since the last draw; how many there were, and how many were listed."""
    decided = listed = 0
    while batch := list(undecided(plan, at)[:BATCH]):
        with transaction.atomic():
            listed += sum(_decide(plan, order, by, at) for order in batch)
        decided += len(batch)
    return decided, listed


def draw_due(hotline: Hotline, at: datetime) -> list[str]:
    """Every approved plan under way draws; the sentences of those that could not (a parameter unset)."""
    refused = []
    today = local_day(at)
    for plan in FollowUpPlan.objects.filter(hotline=hotline, status="已批准", since__lte=today).order_by(
        "pk"
    ):
        if not undecided(plan, at).exists():
            continue
        try:
            perform(plan, "draw", by=SYSTEM, at=at)
        except Refused as refusal:
            refused.append(f"{plan.name}：{refusal}")
    return refused


def draw_everywhere(*, at: datetime, watch: Any = None) -> list[str]:
    """For every hotline of the site, as the timetable asks."""
    return [each for hotline in Hotline.objects.order_by("pk") for each in draw_due(hotline, at)]


def again(plan: FollowUpPlan, most: int | None = None) -> Iterator[Line]:
    """The draw done again over everything decided so far, or the first `most` of it, in order of number."""
    decided = closed_within(plan).exclude(followup_planned=None).order_by("number")
    rows = decided.values_list("pk", "number")
    waiting = rows.iterator() if most is None else iter(rows[:most])
    while batch := list(islice(waiting, CHUNK)):
        listed = FollowUp.objects.filter(plan=plan, order__in=[pk for pk, _ in batch])
        own = dict(listed.values_list("order", "status"))
        for pk, number in batch:
            drawn = is_in_share(plan.seed, number, plan.percent)
            yield Line(number, mark(plan.seed, number), drawn, pk in own, own.get(pk) == "免回访")


def _decide(plan: FollowUpPlan, order: Order, by: Actor, at: datetime) -> bool:
    drawn = is_in_share(plan.seed, order.number, plan.percent)
    enact(order, "plan_followup", by=by, at=at, changes={"followup_planned": drawn and not order.no_followup})
    if not drawn:
        return False
    followup = FollowUp(order=order, plan=plan, round=order.rounds, drawn_at=at)
    begin(followup, "draw", by=by, at=at)
    if order.no_followup:
        enact(followup, "spare", by=SYSTEM, at=at, changes={"settled_at": at})
    return True


__all__ = ["Line", "again", "decide", "draw_due", "draw_everywhere"]
