"""What callers answered: the latest word that counts, and whether an order may be handled once more (10.4.2.3)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hengxian.hotline.lifecycles.followup import REACHED
from hengxian.hotline.models import FollowUp, FollowUpAttempt, Order
from hengxian.journal.actor import Actor
from hengxian.journal.conditions import foresight_of, known_while_reading, remember
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
    return clock(
        pack(), "followup", order.closed_at, state_council().calendar, at=at,
        done_at=first_attempt((order.pk, order.closed_at)), length=_days(at),
    )  # fmt: skip


@known_while_reading
def first_attempt(closing: tuple[int, datetime]) -> datetime | None:
    """When the caller of an order was first tried after its closing."""
    order, closed_at = closing
    tried = FollowUpAttempt.objects.filter(order=order, attempted_at__gte=closed_at)
    return tried.order_by("attempted_at").values_list("attempted_at", flat=True).first()


@foresight_of("followup")
def foresee_attempts(records: Sequence[FollowUp], by: Actor) -> None:
    """The same for many follow-ups, in one statement."""
    closings = [(each.order_id, each.order.closed_at) for each in records if each.order.closed_at]
    tried = FollowUpAttempt.objects.filter(order__in=[order for order, _ in closings])
    moments = list(tried.order_by("attempted_at").values_list("order_id", "attempted_at"))
    found = {
        closing: next((at for order, at in moments if order == closing[0] and at >= closing[1]), None)
        for closing in closings
    }
    remember(first_attempt, found)


@known_while_reading
def _days(at: datetime) -> int | None:
    days = value_of("P-followup", at)
    return int(days.value) if days else None


def age(order: Order, at: datetime) -> timedelta | None:
    """Since the order was closed."""
    return at - order.closed_at if order.closed_at else None
