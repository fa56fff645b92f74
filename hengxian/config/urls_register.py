"""The addresses of site `register`."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("hengxian.web.register.urls"))]
