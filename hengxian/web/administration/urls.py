"""Addresses of the administrators' pages."""

from django.urls import path

from hengxian.web.administration.views import accounts, journal, oversight

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
]
