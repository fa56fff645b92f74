"""Which closed orders a plan is about: a period of closing days, and what else the plan names."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from hengxian.hotline.models import FollowUpPlan, Order
from hengxian.records.clocks import SHANGHAI

# What a plan may name, and the column of an order it looks at; what it does not name is not asked.
COLUMNS = {
    "types": "type",
    "channels": "channel",
    "handlings": "handling",
    "matters": "matter",
    "units": "lead",
}
LABELS = {
    "types": "类别",
    "channels": "渠道",
    "handlings": "办理方式",
    "matters": "事项类别",
    "units": "牵头单位",
}


def closed_within(plan: FollowUpPlan) -> "QuerySet[Order]":
    """Orders closed in the plan's days (both included); tests and exclusions are no part of any population."""
    begins = datetime.combine(plan.since, time(), SHANGHAI)
    ends = datetime.combine(plan.until + timedelta(days=1), time(), SHANGHAI)
    counted = Order.objects.filter(hotline=plan.hotline_id, is_test=False, exclusion="")
    return counted.filter(closed_at__gte=begins, closed_at__lt=ends).filter(named(plan.population))


def undecided(plan: FollowUpPlan, at: datetime) -> "QuerySet[Order]":
    """Those closed by now about which no plan has decided, in order of number."""
    waiting = closed_within(plan).filter(status="已办结", followup_planned=None, closed_at__lte=at)
    return waiting.order_by("number")


def named(population: dict[str, Any]) -> Q:
    """The condition that a plan's population states."""
    found = Q()
    for word, column in COLUMNS.items():
        if population.get(word):
            found &= Q(**{f"{column}__in": population[word]})
    return found


def covering(order: Order, day: date) -> "QuerySet[FollowUpPlan]":
    """The approved plans whose days and population an order closed on that day falls under, oldest first."""
    plans = FollowUpPlan.objects.filter(
        hotline=order.hotline_id, status="已批准", since__lte=day, until__gte=day
    )
    own = [plan.pk for plan in plans if Order.objects.filter(named(plan.population), pk=order.pk).exists()]
    return FollowUpPlan.objects.filter(pk__in=own).order_by("pk")
