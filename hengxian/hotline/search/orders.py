"""What an order is found by: its number, and its own words as anybody may read them, never who called."""

from collections.abc import Sequence

from hengxian.hotline.models import Order
from hengxian.hotline.search.index import ORDERS

CHUNK = 500


def index(*orders: Order) -> None:
    """Index orders, instead of what was indexed before. Call it in the transaction of the change.

    Words are masked before they are kept: a search for somebody's number or name cannot tell that he called.
    """
    ORDERS.keep_many([_words(order) for order in orders])


def forget(order: Order) -> None:
    """Its words are gone; its number stays to be found by."""
    ORDERS.keep(order.pk, order.hotline_id, order.number)


def rebuild(since: int = 0) -> int:
    """Index every order above an id anew, in steps; how many they were."""
    count = 0
    while orders := _next(since):
        index(*orders)
        since, count = orders[-1].pk, count + len(orders)
    return count


def _next(since: int) -> Sequence[Order]:
    return list(Order.objects.filter(pk__gt=since).select_related("caller", "matter").order_by("pk")[:CHUNK])


def _words(order: Order) -> tuple[int, int, str, str]:
    matter = order.matter.name if order.matter else ""
    said = order.masked("\n".join((order.title, order.text, order.place, order.area)))
    title, _, body = said.partition("\n")
    return order.pk, order.hotline_id, f"{order.number} {title}", f"{body} {matter}"
