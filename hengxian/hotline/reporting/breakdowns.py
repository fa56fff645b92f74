"""How the orders of a period divide: by kind, channel, way of handling, area, matter, leading unit."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from hengxian.hotline.dataset.window import Window
from hengxian.hotline.models import Channel, Handling, Order, OrderKind

NOT_TOLD = "未填"


@dataclass(frozen=True)
class Division:
    """One way to divide orders: the column, its caption, and words for its values where they are ids."""

    id: str
    caption: str
    column: str
    words: Mapping[str, str]


DIVISIONS = (
    Division("type", "按工单类别", "type", dict(OrderKind.choices)),
    Division("channel", "按受理渠道", "channel", dict(Channel.choices)),
    Division("handling", "按办理方式", "handling", dict(Handling.choices)),
    Division("area", "按区域", "area", {}),
    Division("matter", "按事项类别", "matter__name", {}),
    Division("unit", "按牵头单位", "lead__name", {}),
)
Parts = dict[str, int]  # label → orders, most first


def accepted(window: Window) -> QuerySet[Order]:
    """Orders accepted in the period; tests, and orders from test contacts, left out (as the engine does)."""
    found = Order.objects.filter(
        hotline=window.hotline, accepted_at__gte=window.start, accepted_at__lt=window.end
    )
    return found.filter(is_test=False).exclude(Q(contact__isnull=False) & Q(contact__is_test=True))


def divided(orders: QuerySet[Order], division: Division) -> Parts:
    """How many orders fall to each value; an empty one is 未填, so that the parts make the whole."""
    rows = orders.order_by().values_list(division.column).annotate(n=Count("pk"))
    parts: Parts = {}
    for value, number in rows:
        label = division.words.get(value, value) if value else NOT_TOLD
        parts[label] = parts.get(label, 0) + number
    return dict(sorted(parts.items(), key=lambda part: (-part[1], part[0])))


def all_divided(window: Window) -> dict[str, Parts]:
    """Every division of a period's orders, by id."""
    orders = accepted(window)
    return {division.id: divided(orders, division) for division in DIVISIONS}
