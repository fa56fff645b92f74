"""Addresses of the citizens' door; every view is `login_not_required`."""

from django.urls import URLPattern, path

from hengxian.web.public import figures, following, front, gateway, open311, requests, survey

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("", front.front, name="front"),
    path("survey/<slug:token>/", survey.survey, name="survey"),
    path("<slug:code>/request/", requests.request_form, name="request"),
    path("<slug:code>/request/<slug:key>/", requests.received, name="received"),
    path("<slug:code>/figures/", figures.figures, name="figures"),
    path("<slug:code>/progress/", following.follow, name="follow"),
    path("<slug:code>/progress/<str:ticket>/", following.standing, name="progress"),
    path("intake/exchange", gateway.events, name="exchange"),
    path("intake/sms/<int:pk>/receipts", gateway.sms_receipts, name="sms_receipts"),
    path("intake/messages", gateway.messages, name="messages"),
    *open311.addresses("<slug:code>/open311/"),
]
