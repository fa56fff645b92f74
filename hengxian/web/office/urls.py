"""Addresses of the office."""

from django.urls import path

from hengxian.web.acting.addresses import shared
from hengxian.web.acting.views import applications, registers
from hengxian.web.acting.views import certificates as papers
from hengxian.web.office import certificates, parameters, reviewing, tablet

app_name = "office"
urlpatterns = [
    path("application/<int:pk>/review/", reviewing.review, {"door": "office"}, name="review"),
    path("application/<int:pk>/fees/", reviewing.fees, {"door": "office"}, name="fees"),
    path("application/<int:pk>/form.pdf", applications.printed, {"door": "office"}, name="printed"),
    path("registers/", registers.registers, {"door": "office"}, name="registers"),
    path("parameters/", parameters.parameters, {"door": "office"}, name="parameters"),
    path("parameters/<str:id>/", parameters.parameter, {"door": "office"}, name="parameter"),
    path("watching/", certificates.watching, {"door": "office"}, name="watching"),
    path("publications/", certificates.publications, {"door": "office"}, name="publications"),
    path(
        "certificate/<int:pk>/appendix-b.pdf", certificates.appendix_b, {"door": "office"}, name="appendix_b"
    ),
    path("certificate/<int:pk>/paper/<int:edition>/", papers.paper, {"door": "office"}, name="paper"),
    path("case/<int:pk>/tablet/<name:table>/", tablet.sheet, {"door": "office"}, name="tablet"),
    path("case/<int:pk>/tablet/<name:table>/save/", tablet.save, {"door": "office"}, name="tablet_save"),
    path("case/<int:pk>/tablet/<name:table>/photo/", tablet.photo, {"door": "office"}, name="tablet_photo"),
    *shared("office"),
]
