"""Who is called next: closed orders that wait for a word, not the caller's own agent's or handler's (10.4.2)."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from hengxian.hotline import postings
from hengxian.hotline.models import FollowUp

PAUSE = timedelta(hours=2)  # before somebody who did not answer is tried again


def waiting_for(person: int, at: datetime) -> "QuerySet[FollowUp]":
    """Those that this person may call, the fewest tries first, then the oldest closing."""
    waiting = FollowUp.objects.filter(
        status="待回访", marker="", order__status="已办结", order__hotline__in=postings.hotlines_of(person)
    )
    own = Q(order__agent=person) | Q(order__parts__handler=person)
    just_tried = Q(attempts__attempted_at__gt=at - PAUSE)
    mine = waiting.exclude(pk__in=waiting.filter(own).values("pk"))
    found = mine.exclude(pk__in=waiting.filter(just_tried).values("pk"))
    return found.order_by("tries", "order__closed_at", "pk")


def next_for(person: int, at: datetime, skipping: Collection[int] = ()) -> FollowUp | None:
    """The next one; those skipped come when nothing else is left."""
    waiting = waiting_for(person, at).select_related("order__caller", "order__matter", "order__lead", "plan")
    return waiting.exclude(pk__in=skipping).first() or waiting.first()
