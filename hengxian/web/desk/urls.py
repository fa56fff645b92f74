"""Addresses of the room of agents, supervisors, inspectors and knowledge editors."""

from django.urls import URLPattern

from hengxian.web.acting.addresses import shared
from hengxian.web.line.addresses import of_orders

app_name = "desk"
urlpatterns: list[URLPattern] = [
    *of_orders("desk"),
    *shared("desk"),
]
