"""Which records belong to a period: whatever any figure of it can ask for, and no more."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet

from hengxian.hotline.models import Contact, FollowUpAttempt, Hotline, Order
from hengxian.hotline.reviewing.settled import final
from hengxian.records.clocks import SHANGHAI

ENTERING = (
    "accepted_at",
    "due_at",
    "limit_at",
    "closed_at",
)  # an instant of these in a period brings an order in


@dataclass(frozen=True)
class Window:
    """A hotline's period in local dates, half-open, read at a moment."""

    hotline: Hotline
    since: date
    until: date
    as_of: datetime

    @property
    def start(self) -> datetime:
        """00:00 local of the first day."""
        return datetime.combine(self.since, time(), SHANGHAI)

    @property
    def end(self) -> datetime:
        """24:00 local of the last day."""
        return datetime.combine(self.until, time(), SHANGHAI)

    def contacts(self) -> QuerySet[Contact]:
        """Contacts that arrived in the period."""
        return Contact.objects.filter(
            hotline=self.hotline, arrived_at__gte=self.start, arrived_at__lt=self.end
        )

    def orders(self) -> QuerySet[Order]:
        """Orders accepted, due or closed in it, open at its end, followed up or reviewed in it (indicators.md)."""
        return Order.objects.filter(hotline=self.hotline, pk__in=self._in_play())

    def _in_play(self) -> QuerySet[Any, Any]:
        # One question a reason, each answered from an index: joined by OR they would read every order there is.
        known = Order.objects.filter(hotline=self.hotline, accepted_at__lt=self.end)
        reasons = (*(self._has(column) for column in ENTERING), Q(closed_at=None))
        first, *others = (known.filter(reason).values("pk") for reason in reasons)
        attempts = FollowUpAttempt.objects.filter(self._has("attempted_at")).values("order_id")
        reviews = final(self.hotline).filter(self._has("settled_at")).exclude(order=None).values("order_id")
        return first.union(*others, attempts, reviews)

    def _has(self, column: str) -> Q:
        return Q(**{f"{column}__gte": self.start, f"{column}__lt": self.end})
