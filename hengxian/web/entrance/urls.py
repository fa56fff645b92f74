"""Addresses of the entrance: ours by namespace, and those of allauth that are in use, by the names it expects."""

from allauth.account import views as sign_in
from django.urls import include, path

from hengxian.web.entrance import views

ours = [
    path("", views.index, name="index"),
    path("account/", views.mine, name="mine"),
    path("account/undertaking/", views.undertaking, name="undertaking"),
]

urlpatterns = [
    path("", include((ours, "entrance"))),
    path("account/login/", views.SignInView.as_view(), name="account_login"),
    path("account/logout/", sign_in.logout, name="account_logout"),
    path("account/locked/", sign_in.account_inactive, name="account_inactive"),
    path("account/signup/", sign_in.signup, name="account_signup"),
    path("account/again/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("account/password/", sign_in.password_change, name="account_change_password"),
    path("account/password/first/", sign_in.password_set, name="account_set_password"),
    path("account/second-factor/", include("allauth.mfa.urls")),
]
