"""Addresses of the room of agents, supervisors, inspectors and knowledge editors."""

from django.urls import URLPattern, path

from hengxian.web.acting.addresses import shared
from hengxian.web.desk import (
    calling,
    contacts,
    inspecting,
    knowledge,
    line,
    suggesting,
    supervising,
    typing,
)
from hengxian.web.line.addresses import of_archive, of_contacts, of_orders

app_name = "desk"
ROOM = {"door": "desk"}
urlpatterns: list[URLPattern] = [
    path("line/", line.line, ROOM, name="free_line"),
    path("line/strip/", line.strip, ROOM, name="strip"),
    path("line/suggest/", suggesting.suggest, ROOM, name="suggest"),
    path("line/<int:pk>/", line.line, ROOM, name="line"),
    path("line/<int:pk>/claim/", contacts.claim, ROOM, name="claim"),
    path("line/<int:pk>/release/", contacts.release, ROOM, name="release"),
    path("line/<int:pk>/respond/", contacts.respond, ROOM, name="respond"),
    path("line/<int:pk>/hang-up/", contacts.hang_up, ROOM, name="hang_up"),
    path("line/filed/<int:pk>/<str:key>/", line.filed, ROOM, name="filed"),
    path("knowledge/", knowledge.look_up, {"door": "desk"}, name="knowledge"),
    path("knowledge/alarms/", knowledge.alarms, {"door": "desk"}, name="knowledge_alarms"),
    path("supervising/", supervising.desk, ROOM, name="supervising"),
    path("following/", calling.following, ROOM, name="following"),
    path("following/<int:pk>/", calling.call, ROOM, name="call"),
    path("following/<int:pk>/number/", calling.number, ROOM, name="call_number"),
    path("inspecting/", inspecting.desk, ROOM, name="inspecting"),
    path("inspecting/<int:pk>/<slug:verb>/", inspecting.judge, ROOM, name="judge"),
    path("typing/", typing.typing, ROOM, name="typing"),
    path("typing/<int:pk>/start/", typing.start, ROOM, name="typing_start"),
    path("typing/<int:pk>/submit/", typing.submit, ROOM, name="typing_submit"),
    *of_archive("desk"),
    *of_orders("desk"),
    *of_contacts("desk"),
    *shared("desk"),
]
