"""Registers the citizens' door with Django."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Pages without an account."""

    name = "hengxian.web.public"
    label = "public"
    verbose_name = "公众"
