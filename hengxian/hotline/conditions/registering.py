"""What must be known before an order is registered, kind by kind (10.1.3.2), and whether it is an emergency."""

from collections.abc import Callable

from hengxian.hotline.models import Order, OrderKind
from hengxian.journal.conditions import Act, condition

CLAUSE = "10.1.3.2"
Missing = Callable[[Order, Act], bool]
# What is asked of every kind, and what of one, each with the column it stands in; the public need not know categories.
ALWAYS: tuple[tuple[str, str, Missing], ...] = (
    ("type", "类别", lambda order, act: order.type not in OrderKind.values),
    ("title", "标题", lambda order, act: not order.title.strip()),
    ("text", "反映内容", lambda order, act: not order.text.strip()),
    (
        "telephone",
        "服务对象的号码或邮箱，或标明匿名",
        lambda order, act: order.caller is None and not order.is_anonymous,
    ),
    ("read_back", "向服务对象复述确认", lambda order, act: order.channel == "phone" and not order.read_back),
    ("emergency_type", "事件种类", lambda order, act: order.is_emergency and not order.emergency_type),
)
OF_KIND: dict[str, tuple[tuple[str, str, Missing], ...]] = {
    OrderKind.APPEAL: (
        ("matter", "事项类别", lambda order, act: order.matter is None and "intake" not in act.by.roles),
        ("place", "区域或地点", lambda order, act: not (order.area.strip() or order.place.strip())),
    ),
    OrderKind.SUGGESTION: (
        (
            "complained_of",
            "被投诉单位",
            lambda order, act: order.is_conduct_complaint and order.complained_of is None,
        ),
        (
            "matter",
            "事项类别",
            lambda order, act: (
                order.matter is None and not order.is_conduct_complaint and "intake" not in act.by.roles
            ),
        ),
    ),
}


@condition
def basics_recorded(order: Order, act: Act) -> str | None:
    """Everything the kind asks for, of this hotline; a complaint about conduct is an 意见建议 (10.1.1.3)."""
    if missing := lacking(order, act):
        return f"工单还缺：{'、'.join(missing.values())}（{CLAUSE}）"
    if order.caller is not None and order.is_anonymous:
        return f"已登记服务对象的工单不能同时标明匿名（{CLAUSE}）"
    return _strange(order)


def lacking(order: Order, act: Act) -> dict[str, str]:
    """What is still to be said, by column, for a form to mark."""
    asked = (*ALWAYS, *OF_KIND.get(order.type, ()))
    return {column: label for column, label, is_missing in asked if is_missing(order, act)}


@condition
def is_emergency(order: Order, act: Act) -> str | None:
    """It was marked as one first."""
    return None if order.is_emergency else "该工单未标记为突发应急事件（10.1.3.4）"


def _strange(order: Order) -> str | None:
    if (order.complained_of or order.is_conduct_complaint) and order.type != OrderKind.SUGGESTION:
        return "投诉工作人员的，类别应为意见建议（10.1.1.3）"
    for related, name in (
        (order.matter, "事项类别"),
        (order.complained_of, "被投诉单位"),
        (order.contact, "来电来件"),
    ):
        if related is not None and related.hotline_id != order.hotline_id:
            return f"{name}不属于本热线（3.3）"
    if order.caller is not None and order.caller.hotline_id != order.hotline_id:
        return "服务对象不属于本热线（3.3）"
    return None
