"""Addresses of the room of the hotline's managers."""

from django.urls import URLPattern, path

from hengxian.web.acting.addresses import shared
from hengxian.web.acting.views import parameters
from hengxian.web.line.addresses import of_orders
from hengxian.web.manage import keeping, today

app_name = "manage"
ROOM = {"door": "manage"}
urlpatterns: list[URLPattern] = [
    path("today/", today.today, ROOM, name="today"),
    *of_orders("manage"),
    path("keeping/", keeping.keeping, ROOM, name="keeping"),
    path("parameters/", parameters.parameters, ROOM, name="parameters"),
    path("parameters/<str:id>/", parameters.parameter, ROOM, name="parameter"),
    *shared("manage"),
]
