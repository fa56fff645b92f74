"""Addresses of django-helpdesk alone, for `bin/bench hotline`."""

from django.urls import include, path

urlpatterns = [path("", include("helpdesk.urls", namespace="helpdesk"))]
