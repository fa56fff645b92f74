"""The addresses of the register; `/c/…` is what the QR code on a certificate leads to."""

from django.urls import path

from hengxian.web.register.views import (
    announcements,
    certificate,
    complaint,
    downloads,
    papers,
    search,
    verify,
)

app_name = "register"
urlpatterns = [
    path("", search.search, name="search"),
    path("c/<path:number>", certificate.certificate, name="certificate"),
    path("verify", verify.verify, name="verify"),
    path("announcements", announcements.announcements, name="announcements"),
    path("announcements/<int:sequence>", announcements.announcement, name="announcement"),
    path("rules", papers.rules, name="rules"),
    path("meaning", papers.meaning, name="meaning"),
    path("about", papers.about, name="about"),
    path("complaint", complaint.complain, name="complaint"),
    path("complaint/received", complaint.received, name="received"),
    path("open-data", downloads.downloads, name="downloads"),
    path("open-data/<str:name>", downloads.open_file, name="open_file"),
    path("keys.json", downloads.keys, name="keys"),
    path("credentials/<path:number>.json", downloads.credential, name="credential"),
    path("status-lists/<str:name>.json", downloads.status_list, name="status_list"),
    path("facts/head.json", downloads.head, name="head"),
    path("facts/<int:first>.jsonl", downloads.segment, name="segment"),
]
