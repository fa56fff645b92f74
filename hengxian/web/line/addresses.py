"""The addresses that several of the hotline's rooms share beside the common ones."""

from django.urls import URLPattern, path

from hengxian.web.acting.visitor import Door
from hengxian.web.line import callers


def of_orders(door: Door) -> list[URLPattern]:
    """What an order has beside its common pages, in one room; they stand before the common ones."""
    return [path("order/<int:pk>/caller/", callers.caller, {"door": door}, name="order_caller")]
