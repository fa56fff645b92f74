"""Addresses of the room of those who assess their own hotline (part D)."""

from django.urls import URLPattern, path

from hengxian.web.acting.addresses import shared
from hengxian.web.assess import rounds

app_name = "assess"
ROOM = {"door": "assess"}
urlpatterns: list[URLPattern] = [
    path("assessment/<int:pk>/scores/", rounds.scores, ROOM, name="scores"),
    path("assessment/<int:pk>/scores.pdf", rounds.paper, ROOM, name="scores_pdf"),
    path("assessment/<int:pk>/data/", rounds.data, ROOM, name="data"),
    path("assessment/<int:pk>/limits/", rounds.fixed, ROOM, name="limits"),
    path("assessment/<int:pk>/ready/", rounds.readiness, ROOM, name="ready"),
    path("assessment/<int:pk>/package.zip", rounds.carried, ROOM, name="package"),
    path("assessment/<int:pk>/rounds/", rounds.compared, ROOM, name="rounds"),
    path("assessment/<int:pk>/folder.zip", rounds.folder, ROOM, name="folder"),
    *shared("assess"),
]
