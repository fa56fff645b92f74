"""What callers answered: the latest word that counts, and whether an order may be handled once more (10.4.2.3)."""

from datetime import datetime, timedelta

from hengxian.hotline.lifecycles.followup import REACHED
from hengxian.hotline.models import FollowUpAttempt, Order
from hengxian.records.clocks import Clock, clock
from hengxian.records.edition import pack
from hengxian.records.parameters import value_of
from hengxian.standard.calendars.arrangement import state_council

DISSATISFIED = "dissatisfied"


def latest_word(order: Order) -> FollowUpAttempt | None:
    """The latest attempt that reached the caller since the order was last closed; None for none."""
    reached = order.followup_attempts.filter(outcome=REACHED)
    if order.closed_at:
        reached = reached.filter(attempted_at__gte=order.closed_at)
    return reached.order_by("-attempted_at", "-pk").first()


def is_content_with_nothing(attempt: FollowUpAttempt | None) -> bool:
    """Process and result both dissatisfying: only then another handling is offered (T39)."""
    return bool(
        attempt
        and attempt.process_satisfaction == DISSATISFIED
        and attempt.result_satisfaction == DISSATISFIED
    )


def clock_of(order: Order, at: datetime) -> Clock | None:
    """The clock of the first attempt after closing (P-followup); while it is unset it tells the age only."""
    if not order.closed_at:
        return None
    first = order.followup_attempts.filter(attempted_at__gte=order.closed_at).order_by("attempted_at").first()
    days = value_of("P-followup", at)
    return clock(
        pack(), "followup", order.closed_at, state_council().calendar, at=at,
        done_at=first.attempted_at if first else None, length=int(days.value) if days else None,
    )  # fmt: skip


def age(order: Order, at: datetime) -> timedelta | None:
    """Since the order was closed."""
    return at - order.closed_at if order.closed_at else None
