"""Addresses of the office."""

from django.urls import path

from hengxian.web.acting.addresses import shared
from hengxian.web.acting.views import registers
from hengxian.web.office import parameters

app_name = "office"
urlpatterns = [
    path("registers/", registers.registers, {"door": "office"}, name="registers"),
    path("parameters/", parameters.parameters, {"door": "office"}, name="parameters"),
    path("parameters/<str:id>/", parameters.parameter, {"door": "office"}, name="parameter"),
    *shared("office"),
]
