"""Addresses of the room of the clerks of handling units."""

from django.urls import URLPattern, path

from hengxian.web.acting.addresses import shared
from hengxian.web.line.addresses import of_orders
from hengxian.web.unit import handling, inbox

app_name = "unit"
urlpatterns: list[URLPattern] = [
    path("", inbox.inbox, {"door": "unit"}, name="desk"),
    path("take-up/", inbox.take_up, {"door": "unit"}, name="take_up"),
    path("order/<int:pk>/handle/", handling.order_in_hand, {"door": "unit"}, name="handle"),
    *of_orders("unit"),
    *shared("unit"),
]
