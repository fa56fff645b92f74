"""Emergencies: the managers are alarmed at once, and how long each step took is counted from the records (10.1.3.4)."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from hengxian.hotline.models import Order, Posting
from hengxian.journal.actor import Actor
from hengxian.people.models import Account
from hengxian.records.notices.telling import To, tell
from hengxian.records.parameters import value_of


def alarm_managers(order: Order, *, by: Actor, at: datetime) -> int:
    """Tell every manager posted at the hotline; how many there are. Told twice it is still one notice each."""
    managers = managers_of(order.hotline_id)
    for account in managers:
        text = f"突发应急事件（{order.emergency_type}）：工单 {order.number}，请立即确认"
        tell(
            To(account=account), text, about=order.story, by=by, at=at, link=f"/manage/order/{order.pk}/",
            key=f"emergency:{order.pk}:{account.pk}",
        )  # fmt: skip
    return len(managers)


def managers_of(hotline: int) -> list[Account]:
    """The accounts that manage the hotline today."""
    posted = Posting._default_manager.filter(hotline=hotline, unit=None, ended_at=None).values("person")
    found = Account.objects.filter(is_active=True, person__in=posted, grants__role="hotline_manager")
    return list(found.filter(grants__ended_at=None).distinct().order_by("pk"))


def unacknowledged(hotline: int) -> "QuerySet[Order]":
    """Emergencies that no manager has acknowledged, oldest first."""
    found = Order._default_manager.filter(hotline=hotline, is_emergency=True, acknowledged_at=None)
    return found.exclude(status__in=("已终止", "已归档")).order_by("reported_to_manager_at")


def is_reported_late(order: Order, *, at: datetime) -> bool | None:
    """Whether the department was told later than P-emergency after acceptance; None while that is unset."""
    setting = value_of("P-emergency", at)
    if setting is None or not order.is_emergency:
        return None
    return (order.reported_to_department_at or at) - order.accepted_at > timedelta(minutes=int(setting.value))
