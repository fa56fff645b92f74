"""Addresses of the administrators' pages."""

from django.urls import path

from hengxian.web.administration.views import accounts, journal, oversight, webhooks

app_name = "administration"
urlpatterns = [
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.opening, name="opening"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/<slug:verb>/", accounts.acting, name="acting"),
    path("roles/", accounts.role_table, name="roles"),
    path("journal/", journal.entries, name="journal"),
    path("journal/check/", journal.checking, name="checking"),
    path("attempts/", journal.attempts, name="attempts"),
    path("erased/", oversight.erased, name="erased"),
    path("undelivered/", oversight.undelivered_mail, name="undelivered"),
    path("webhooks/", webhooks.webhooks, name="webhooks"),
    path("webhooks/new/", webhooks.registration, name="webhook_new"),
    path("webhooks/<int:pk>/", webhooks.webhook, name="webhook"),
    path("webhooks/<int:pk>/test/", webhooks.webhook_test, name="webhook_test"),
    path("webhooks/<int:pk>/<slug:verb>/", webhooks.webhook_act, name="webhook_act"),
]
