"""Conditions of transferring an order and of ruling on a return (10.2.2, B-4, B-9)."""

from hengxian.hotline import postings
from hengxian.hotline.deadlines import reckon, typed_or_usual
from hengxian.hotline.models import Order
from hengxian.hotline.naming import ids, lead_of, units_named
from hengxian.journal.conditions import Act, condition
from hengxian.kernel.refusals import Incomplete
from hengxian.records.clocks import local_day

LONGEST = 250  # working days in a year


@condition
def units_of_hotline(order: Order, act: Act) -> str | None:
    """Every unit named is an open unit of this hotline (R3.3)."""
    said = ids(act.facts["units"])
    if said and len(units_named(order, said)) == len(said):
        return None
    return "涉及部门须为本热线现有的承办单位（10.2.2.2）"


@condition
def lead_named(order: Order, act: Act) -> str | None:
    """Several units need one lead among them."""
    if lead_of(order, act.facts) is not None:
        return None
    return "涉及两个以上部门的，须从中指定一个牵头单位（10.2.2.4）"


@condition
def limit_known(order: Order, act: Act) -> str | None:
    """A limit typed, of the category, or set in the table; one that falls in an unannounced year is refused."""
    typed = act.facts.get("limit_days")
    if typed not in (None, "") and not _is_days(typed):
        return f"办理时限须为 1 至 {LONGEST} 个工作日的整数（10.2.2.2）"
    days = typed_or_usual(order, typed, act.at)
    if days is None:
        return "该事项类别的办理时限未设定，须填写办理时限（10.2.2.2）"
    try:
        reckon(local_day(act.at if act.verb == "redo" else order.accepted_at), days)
    except Incomplete as unknown:
        return f"{unknown.sentence}（10.2.2.2）"
    return None


@condition
def complained_unit_is_blind(order: Order, act: Act) -> str | None:
    """The unit complained of does not judge itself: beside others it gets the matter, and not the caller."""
    if order.complained_of_id is None:
        return None
    lead = lead_of(order, act.facts)
    if lead is None or lead.pk not in postings.within({order.complained_of_id}):
        return None
    return f"该工单投诉的是“{order.complained_of}”，不能由其牵头；可作为协办单位，只见事项、不见服务对象（10.1.3.3）"


@condition
def no_ruling_awaited(order: Order, act: Act) -> str | None:
    """A returned order is not handed on past the manager (B-4)."""
    if order.status != "待转交" or not order.returns:
        return None
    return "工单已被退回，须先由热线管理者裁定退单（10.2.2）"


@condition
def was_returned(order: Order, act: Act) -> str | None:
    """Something to rule on."""
    return None if order.returns else "工单没有被退回过，应由话务员转交（10.2.2）"


def _is_days(typed: object) -> bool:
    text = str(typed)
    return text.isdecimal() and 1 <= int(text) <= LONGEST
