"""Which records belong to a period: whatever any figure of it can ask for, and no more."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet

from hengxian.hotline.models import Contact, FollowUpAttempt, Hotline, Order, Review
from hengxian.hotline.reviewing.settled import final
from hengxian.records.clocks import SHANGHAI


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
        span = (self.start, self.end)
        in_play = (
            _within("accepted_at", span)
            | _within("due_at", span)
            | _within("limit_at", span)
            | _within("closed_at", span)
            | Q(closed_at=None)
            | Q(pk__in=self._followed_up())
            | Q(pk__in=self._reviewed())
        )
        return Order.objects.filter(in_play, hotline=self.hotline, accepted_at__lt=self.end)

    def _followed_up(self) -> QuerySet[FollowUpAttempt, int]:
        attempts = FollowUpAttempt.objects.filter(_within("attempted_at", (self.start, self.end)))
        return attempts.filter(order__hotline=self.hotline).values_list("order_id", flat=True)

    def _reviewed(self) -> "QuerySet[Review, int | None]":
        found = final(self.hotline).filter(_within("settled_at", (self.start, self.end)))
        return found.exclude(order=None).values_list("order_id", flat=True)


def _within(column: str, span: tuple[datetime, datetime]) -> Q:
    return Q(**{f"{column}__gte": span[0], f"{column}__lt": span[1]})
