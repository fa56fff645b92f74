"""Addresses of the office."""

from django.urls import path

from hengxian.web.acting.addresses import shared
from hengxian.web.acting.views import registers

app_name = "office"
urlpatterns = [
    path("registers/", registers.registers, {"door": "office"}, name="registers"),
    *shared("office"),
]
