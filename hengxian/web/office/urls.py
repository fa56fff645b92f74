"""Addresses of the office."""

from django.urls import path

from hengxian.web.acting.addresses import shared
from hengxian.web.acting.views import parameters, registers
from hengxian.web.certifying.views import applications
from hengxian.web.certifying.views import certificates as papers
from hengxian.web.office import (
    body,
    calendar,
    certificates,
    declarations,
    erasing,
    offline,
    overview,
    planning,
    reviewing,
    scoring,
    tablet,
)

app_name = "office"
urlpatterns = [
    path("worker.js", offline.worker, {"door": "office"}, name="worker"),
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
    path("calendar/", calendar.calendar, {"door": "office"}, name="calendar"),
    path("declarations/", declarations.declarations, {"door": "office"}, name="declarations"),
    path("declarations/<int:pk>/", declarations.declare, {"door": "office"}, name="declare"),
    path("case/<int:pk>/plan/", planning.board, {"door": "office"}, name="plan"),
    path("case/<int:pk>/tablet/<name:table>/", tablet.sheet, {"door": "office"}, name="tablet"),
    path("case/<int:pk>/tablet/<name:table>/save/", tablet.save, {"door": "office"}, name="tablet_save"),
    path("case/<int:pk>/tablet/<name:table>/photo/", tablet.photo, {"door": "office"}, name="tablet_photo"),
    path("case/<int:pk>/sheets/", scoring.overview, {"door": "office"}, name="sheets"),
    path("case/<int:pk>/sheets/all/", scoring.workbook, {"door": "office"}, name="workbook"),
    path("case/<int:pk>/sheets/<str:sheet>/", scoring.sheet, {"door": "office"}, name="score_sheet"),
    path("case/<int:pk>/sheets.pdf", scoring.printed, {"door": "office", "form": "pdf"}, name="sheets_pdf"),
    path(
        "case/<int:pk>/sheets.xlsx", scoring.printed, {"door": "office", "form": "xlsx"}, name="sheets_xlsx"
    ),
    path("case/<int:pk>/runs/", scoring.runs, {"door": "office"}, name="runs"),
    path("head/", overview.head, {"door": "office"}, name="head"),
    path("slow/", overview.slow, {"door": "office"}, name="slow"),
    path("follow-ups/", overview.follow_ups, {"door": "office"}, name="follow_ups"),
    path("public/", body.public, {"door": "office"}, name="public"),
    path("first-rows/", body.first_rows, {"door": "office"}, name="first_rows"),
    path("case/<int:pk>/archive.zip", body.archive, {"door": "office"}, name="archive"),
    path("regulator.<format:form>", body.regulator, {"door": "office"}, name="regulator"),
    path("complaint/<int:pk>/contact/", body.contact, {"door": "office"}, name="contact"),
    path("erasures/", erasing.erasures, {"door": "office"}, name="erasures"),
    path("erasures/<int:pk>/<slug:verb>/", erasing.decide, {"door": "office"}, name="erasure"),
    *shared("office"),
]
