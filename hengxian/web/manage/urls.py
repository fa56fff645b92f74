"""Addresses of the room of the hotline's managers."""

from django.urls import URLPattern, path

from hengxian.web.acting.addresses import shared
from hengxian.web.acting.views import parameters
from hengxian.web.line.addresses import of_archive, of_contacts, of_orders
from hengxian.web.manage import (
    arranging,
    board,
    datasets,
    keeping,
    keys,
    sms,
    staffing,
    surveys,
    today,
    topics,
    units,
)

app_name = "manage"
ROOM = {"door": "manage"}
urlpatterns: list[URLPattern] = [
    path("today/", today.today, ROOM, name="today"),
    path("units/", units.units, ROOM, name="units"),
    path("survey/<int:pk>/links/", surveys.links, ROOM, name="survey_links"),
    *of_archive("manage"),
    *of_orders("manage"),
    path("keeping/", keeping.keeping, ROOM, name="keeping"),
    path("keeping/<int:pk>/begin/", keeping.begin, ROOM, name="keeping_begin"),
    path("arrangement/", arranging.arrangement, ROOM, name="arrangement"),
    path("arrangement/new/<name:sort>/", arranging.adding, ROOM, name="arrange_add"),
    path("arrangement/<name:sort>/<int:pk>/", arranging.changing, ROOM, name="arrange_change"),
    path("parameters/", parameters.parameters, ROOM, name="parameters"),
    path("parameters/<str:id>/", parameters.parameter, ROOM, name="parameter"),
    path("keys/", keys.keys, ROOM, name="keys"),
    path("keys/<int:pk>/end/", keys.end, ROOM, name="end_key"),
    path("sms/", sms.gateways, ROOM, name="sms"),
    path("sms/new/", sms.registration, ROOM, name="sms_new"),
    path("sms/<int:pk>/", sms.gateway, ROOM, name="sms_gateway"),
    path("sms/<int:pk>/test/", sms.test, ROOM, name="sms_test"),
    path("sms/<int:pk>/<name:verb>/", sms.act, ROOM, name="sms_act"),
    *of_contacts("manage"),
    path("board/", board.board, ROOM, name="board"),
    path("board/live/", board.live, ROOM, name="board_live"),
    path("board/wall/", board.wall, ROOM, name="wall"),
    path("board/pictures/", board.pictures, ROOM, name="pictures"),
    path("staffing/", staffing.staffing, ROOM, name="staffing"),
    path("topics/", topics.topics, ROOM, name="topics"),
    path("reports/", topics.reports, ROOM, name="reports"),
    path("datasets/", datasets.datasets, ROOM, name="datasets"),
    path("datasets/<int:pk>/evaluate/", datasets.evaluate, ROOM, name="evaluate"),
    path("datasets/<int:pk>/download/", datasets.download, ROOM, name="download"),
    path("results/<int:pk>/", datasets.result, ROOM, name="result"),
    path("results/<int:pk>/<str:name>", datasets.output, ROOM, name="output"),
    *shared("manage"),
]
