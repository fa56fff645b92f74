"""Addresses of the portal."""

from django.urls import path

from hengxian.web.acting.addresses import shared
from hengxian.web.certifying.views import applications, certificates
from hengxian.web.portal import applying, datasets, own

app_name = "portal"
ROOM = {"door": "portal"}
urlpatterns = [
    path("organisation/own/", own.organisation, ROOM, name="organisation"),
    path("hotline/new/", own.hotline_new, ROOM, name="hotline_new"),
    path("hotline/<int:pk>/own/", own.hotline, ROOM, name="hotline"),
    path("application/<int:pk>/part/<str:part>/", applying.part, ROOM, name="part"),
    path("application/<int:pk>/conditions/", applying.conditions, ROOM, name="conditions"),
    path("application/<int:pk>/materials/", applying.material, ROOM, name="materials"),
    path("application/<int:pk>/dataset/", datasets.dataset, ROOM, name="dataset"),
    path("application/<int:pk>/dataset/reading/", datasets.reading, ROOM, name="reading"),
    path("application/<int:pk>/prefill/", applying.prefill, ROOM, name="prefill"),
    path("application/<int:pk>/answers/", applying.answers, ROOM, name="answers"),
    path("application/<int:pk>/form.pdf", applications.printed, ROOM, name="printed"),
    path("certificate/<int:pk>/paper/<int:edition>/", certificates.paper, {"door": "portal"}, name="paper"),
    *shared("portal"),
]
