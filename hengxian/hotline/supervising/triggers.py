"""What calls for a 督办, computed from the orders at a moment; nothing here writes (10.2.3.1, G-2)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet

from hengxian.hotline.concentration import bound, concentrated
from hengxian.hotline.lifecycles.supervision import CONCENTRATED, EMERGENCY, NEAR, OVERDUE, REPEATED
from hengxian.hotline.models import Hotline, Order, Supervision
from hengxian.hotline.working_days import end_of_nth_after, limit_on_page
from hengxian.kernel.clock import NotAnnounced
from hengxian.records.parameters import value_of
from hengxian.standard.model.parameters import UNSET_MARK

UNDER_WAY = ("建议", "督办中")
OPEN = ("已受理", "待转交", "已转交", "办理中")
IN_UNITS = ("已转交", "办理中")  # only what was transferred can be near its limit (10.2.3.1)
# How the dataset contract calls them; what a person proposed on no trigger has no word there.
DATASET = {
    EMERGENCY: "emergency", REPEATED: "repeated", CONCENTRATED: "repeated", NEAR: "near_due", OVERDUE: "overdue",
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """An order that calls for a 督办, by which trigger, and why in one sentence."""

    order: Order
    trigger: str
    reason: str


def found(hotline: Hotline, at: datetime) -> Iterator[Found]:
    """All that calls for a 督办 now and has not been proposed; orders for tests and exclusions left out."""
    for source in SOURCES:
        yield from source(hotline, at)


def calls_for(order: Order, trigger: str, at: datetime) -> str | None:
    """Why the order's own facts call for it; None when they do not. A repeat is judged by what is on record."""
    judge = {EMERGENCY: _emergency, OVERDUE: _late, NEAR: _nearing}.get(trigger)
    if judge:
        return judge(order, at)
    return _repeats(order) if trigger == REPEATED else _in_a_group(order, at)


def emergencies(hotline: Hotline, at: datetime) -> Iterator[Found]:
    """Each emergency once, whether or not it is closed already."""
    waiting = _counted(hotline).filter(is_emergency=True, archived_at=None)
    for order in waiting.exclude(Exists(_proposed(EMERGENCY))):
        yield Found(order, EMERGENCY, _emergency(order, at) or "")


def overdue(hotline: Hotline, at: datetime) -> Iterator[Found]:
    """Past the limit in force and not closed; once for each limit."""
    late = _counted(hotline).filter(status__in=OPEN, limit_at__lt=at)
    for order in late.exclude(Exists(_proposed(OVERDUE).filter(limit_at=OuterRef("limit_at")))):
        yield Found(order, OVERDUE, _late(order, at) or "")


def near(hotline: Hotline, at: datetime) -> Iterator[Found]:
    """Transferred, and the limit falls within so many working days (P-near); none while it is unset."""
    until = _near_until(at)
    if until is None:
        return
    close = _counted(hotline).filter(status__in=IN_UNITS, limit_at__gte=at, limit_at__lte=until)
    for order in close.exclude(Exists(_proposed(NEAR).filter(limit_at=OuterRef("limit_at")))):
        yield Found(order, NEAR, _nearing(order, at) or "")


def repeated(hotline: Hotline, at: datetime) -> Iterator[Found]:
    """The latest open order of a matter brought so often within so many days (P-repeat, P-repeat-days)."""
    times, days = value_of("P-repeat", at), value_of("P-repeat-days", at)
    if not times or not days:
        return
    lately = _counted(hotline).filter(accepted_at__gt=at - timedelta(days=int(days.value)))
    often = lately.exclude(matter_key="").order_by().values("matter_key").annotate(n=Count("pk"))
    for row in often.filter(n__gte=int(times.value)):
        same = lately.filter(matter_key=row["matter_key"])
        why = f"同一服务对象、地点、事项 {days.value} 天内第 {row['n']} 次反映（界限 {times.value} 次，{UNSET_MARK}）"
        yield from _of_group(same.order_by("-pk"), REPEATED, why)


def in_concentration(hotline: Hotline, at: datetime) -> Iterator[Found]:
    """One open order of each matter that many bring (P-concentrated); the reason says how many."""
    within = bound(at)
    if within is None:
        return
    for group in concentrated(hotline, at, within):
        first = group.orders[0]
        what = first.matter.name if first.matter else ""
        why = f"{what}：{within.days} 天内反映 {group.count} 件（界限 {within.count} 件，{UNSET_MARK}）"
        yield from _of_group(group.orders, CONCENTRATED, why)


SOURCES: tuple[Callable[[Hotline, datetime], Iterator[Found]], ...] = (
    emergencies, overdue, near, repeated, in_concentration,
)  # fmt: skip


def _counted(hotline: Hotline) -> "QuerySet[Order]":
    return Order.objects.filter(hotline=hotline, is_test=False, exclusion="").order_by("pk")


def _proposed(trigger: str) -> "QuerySet[Supervision]":
    return Supervision.objects.filter(order=OuterRef("pk"), trigger=trigger)


def _of_group(orders: "QuerySet[Order]", trigger: str, why: str) -> Iterator[Found]:
    # A group is proposed for once, and again when another order has come since.
    latest = max(orders.values_list("accepted_at", flat=True))
    proposed = Supervision.objects.filter(order__in=orders.order_by().values("pk"), trigger=trigger)
    if proposed.filter(status__in=UNDER_WAY).exists() or proposed.filter(proposed_at__gte=latest).exists():
        return
    if order := orders.filter(status__in=OPEN).first():
        yield Found(order, trigger, why)


def _near_until(at: datetime) -> datetime | None:
    days = value_of("P-near", at)
    try:
        return end_of_nth_after(at, int(days.value)) if days else None
    except NotAnnounced:
        return None


def _emergency(order: Order, at: datetime) -> str | None:
    return f"突发应急事件（{order.emergency_type}）" if order.is_emergency else None


def _late(order: Order, at: datetime) -> str | None:
    is_late = order.status in OPEN and order.limit_at is not None and order.limit_at < at
    return (
        f"现行办理期限 {limit_on_page(order.limit_at)} 已过，仍未办结" if is_late and order.limit_at else None
    )


def _nearing(order: Order, at: datetime) -> str | None:
    until = _near_until(at)
    if until is None or order.limit_at is None or order.status not in IN_UNITS:
        return None
    days = value_of("P-near", at)
    ahead = f"提前 {days.value if days else ''} 个工作日，{UNSET_MARK}"
    why = f"现行办理期限 {limit_on_page(order.limit_at)} 临近（{ahead}）"
    return why if at <= order.limit_at <= until else None


def _repeats(order: Order) -> str | None:
    same = Order.objects.filter(hotline=order.hotline_id, matter_key=order.matter_key, is_test=False)
    count = same.count() if order.matter_key else 0
    return f"同一服务对象、地点、事项共反映 {count} 次" if count > 1 else None


def _in_a_group(order: Order, at: datetime) -> str | None:
    within = bound(at)
    groups = concentrated(order.hotline, at, within) if within else []
    return next((f"同类事项 {group.count} 件" for group in groups if order in group.orders), None)


__all__ = ["DATASET", "OPEN", "SOURCES", "UNDER_WAY", "Found", "calls_for", "found"]
