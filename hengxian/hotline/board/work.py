"""What the orders of a hotline wait for: today's limits, what is over, what was returned, who was not yet told."""

from dataclasses import dataclass
from datetime import datetime

from hengxian.hotline.intake.emergencies import unacknowledged
from hengxian.hotline.models import FollowUp, Hotline, Order, Supervision
from hengxian.hotline.queries import working
from hengxian.kernel.clock import end_of
from hengxian.records.clocks import SHANGHAI, local_day

OPEN = ("已受理", "待转交", "已转交", "办理中")


@dataclass(frozen=True)
class Work:
    """Counts of today's work; each is that of the manager's list of the same name."""

    open: int
    due_today: int
    overdue: int
    must_go_today: int
    late_to_transfer: int
    returned: int
    unacknowledged: int
    extensions: int
    followups: int
    proposed: int


def work(hotline: Hotline, at: datetime) -> Work:
    """Today's work as it stands at a moment. Every count is of a short, indexed stretch."""
    open_orders = Order.objects.filter(hotline=hotline, status__in=OPEN)
    end = end_of(local_day(at), SHANGHAI)
    return Work(
        open=open_orders.count(),
        due_today=open_orders.filter(limit_at__gte=at, limit_at__lte=end).count(),
        overdue=working.overdue(hotline, at).count(),
        must_go_today=working.must_go_today(hotline, at).count(),
        late_to_transfer=working.late_to_transfer(hotline, at).count(),
        returned=working.to_be_ruled_on(hotline).count(),
        unacknowledged=unacknowledged(hotline.pk).count(),
        extensions=working.extensions_waiting(hotline).count(),
        followups=FollowUp.objects.filter(order__hotline=hotline, status="待回访").count(),
        proposed=Supervision.objects.filter(order__hotline=hotline, status="建议").count(),
    )
