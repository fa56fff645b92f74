"""Lists of orders that somebody has to see today: each by an index, none counting the whole table (B-4, R10.2.2.1)."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from hengxian.hotline.actions.returning import MANY
from hengxian.hotline.models import Exclusion, Exemption, Extension, FollowUp, Hotline, Order
from hengxian.kernel.clock import NotAnnounced
from hengxian.records.clocks import SHANGHAI, local_day
from hengxian.records.edition import pack
from hengxian.standard.calendars import state_council

WAITING = ("已受理", "待转交")
IN_HAND = ("已转交", "办理中")
DAY = timedelta(days=1)
# An expression, so that the index of open states is read and not that of every acceptance there ever was.
BY_AGE = (Coalesce("accepted_at", "accepted_at"), "pk")


def often_returned(hotline: Hotline) -> "QuerySet[Order]":
    """Open orders that came back three times or more, oldest first."""
    return (
        Order.objects.filter(hotline=hotline, status__in=(*WAITING, *IN_HAND), returns__gte=MANY)
        .select_related("lead", "matter")
        .order_by(*BY_AGE)
    )


def to_be_ruled_on(hotline: Hotline) -> "QuerySet[Order]":
    """Returned and waiting for the manager."""
    found = Order.objects.filter(hotline=hotline, status="待转交", returns__gte=1)
    return found.select_related("lead", "matter").order_by(*BY_AGE)


def must_go_today(hotline: Hotline, at: datetime) -> "QuerySet[Order]":
    """Never transferred, and today is the 2nd working day after the acceptance (10.2.2.1)."""
    first, after = _accepted_for(local_day(at))
    return _never_transferred(hotline).filter(age__lt=_start(after), age__gte=_start(first))


def late_to_transfer(hotline: Hotline, at: datetime) -> "QuerySet[Order]":
    """Never transferred though the limit has run out; those orders count against the hotline for good."""
    first, _ = _accepted_for(local_day(at))
    return _never_transferred(hotline).filter(age__lt=_start(first))


def overdue(hotline: Hotline, at: datetime) -> "QuerySet[Order]":
    """Not closed though the limit in force has run out, longest first; a return does not stop it (B-4)."""
    found = Order.objects.filter(hotline=hotline, status__in=(*IN_HAND, "待转交"), limit_at__lt=at)
    return found.select_related("lead", "matter").order_by("limit_at", "pk")


def extensions_waiting(hotline: Hotline) -> "QuerySet[Extension]":
    """Asked for and not decided, the nearest limit first."""
    found = Extension.objects.filter(status="已申请", order__hotline=hotline)
    return found.select_related("order", "unit").order_by("order__limit_at", "pk")


def exemptions_waiting(hotline: Hotline) -> "QuerySet[Exemption]":
    """Proposed and not decided, oldest first."""
    found = Exemption.objects.filter(status="已提出", order__hotline=hotline)
    return found.select_related("order").order_by("pk")


def waivers_waiting(hotline: Hotline) -> "QuerySet[FollowUp]":
    """Follow-ups that an agent would have the manager waive, oldest first."""
    found = FollowUp.objects.filter(status="待回访", marker="拟免回访", order__hotline=hotline)
    return found.select_related("order").order_by("pk")


def _never_transferred(hotline: Hotline) -> "QuerySet[Any]":  # with `age`, which the model has not
    found = Order.objects.filter(hotline=hotline, status__in=WAITING, transferred_at=None).annotate(
        age=BY_AGE[0]
    )
    return found.select_related("matter").order_by(*BY_AGE)


def _accepted_for(today: date) -> tuple[date, date]:
    """The days of acceptance, from the first to before the second, whose limit for the transfer falls on today.

    What was accepted before the first is late. Where the calendar cannot tell, nothing is called late.
    """
    fixed = pack().duration_of(pack().deadlines["transfer"])
    assert fixed is not None  # a constant of the rule
    calendar, days = state_council().calendar, int(fixed.value)
    first, due_today = today, 0
    with suppress(NotAnnounced):
        while (due := calendar.nth_working_day_after(first - DAY, days)) >= today:
            first -= DAY
            due_today = due_today + 1 if due == today else 0
    return first, first + due_today * DAY


def _start(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=SHANGHAI)


def exclusions(hotline: Hotline, since: datetime, until: datetime) -> list[tuple[str, str, int]]:
    """How many orders were excluded in a period, by code and by approver: (code, name, count) (B-6)."""
    found = Exemption.objects.filter(
        status="已批准", order__hotline=hotline, decided_at__gte=since, decided_at__lt=until
    )
    rows = found.values_list("code", "order__exclusion_approved_by__name").annotate(count=Count("pk"))
    return sorted((Exclusion(code).label, name or "", count) for code, name, count in rows)
