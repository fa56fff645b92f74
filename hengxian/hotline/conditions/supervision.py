"""Conditions of 督办 (10.2.3)."""

from hengxian.hotline.lifecycles.supervision import BY_HAND
from hengxian.hotline.models import Designation, Duty, Note, Supervision
from hengxian.hotline.supervising.triggers import UNDER_WAY, calls_for
from hengxian.journal.conditions import Act, condition

NOTE = STEP = "督办"
SETTLED = ("已归档", "已终止")


@condition
def trigger_fits(supervision: Supervision, act: Act) -> str | None:
    """The trigger named is borne out by the order's record; what is not may be proposed as 人工提出."""
    order, trigger = supervision.order, str(act.facts.get("trigger") or "")
    if order.status in SETTLED:
        return f"工单 {order.number} 现为“{order.status}”，不再督办（10.2.3.1）"
    if trigger == BY_HAND or calls_for(order, trigger, act.at):
        return None
    return f"工单 {order.number} 的记录不符合“{trigger}”的情形；确需督办的，请以“{BY_HAND}”提出（10.2.3.1）"


@condition
def not_proposed_yet(supervision: Supervision, act: Act) -> str | None:
    """One 督办 of an order for one trigger at a time."""
    trigger = act.facts.get("trigger")
    same = Supervision.objects.filter(order=supervision.order_id, trigger=trigger, status__in=UNDER_WAY)
    return f"该工单已有“{trigger}”的督办未结束" if same.exists() else None


@condition
def is_designated(supervision: Supervision, act: Act) -> str | None:
    """The designation is in force at the moment of the act."""
    held = Designation.objects.filter(
        person=act.by.person, hotline=supervision.order.hotline_id, duty=Duty.SUPERVISION,
        since__lte=act.at, ended_at=None,
    )  # fmt: skip
    return None if held.exists() else "督办须由指定专人进行（10.2.3.3）"


@condition
def acted(supervision: Supervision, act: Act) -> str | None:
    """Something was done before it is said what came of it."""
    done = Note.objects.filter(
        order=supervision.order_id, type=NOTE, told__supervision=supervision.pk, told__step=STEP
    )
    return None if done.exists() else "尚无督办记录：须先登记督办方式、对象和内容（10.2.3.2）"
