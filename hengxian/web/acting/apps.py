"""Registers the common pages with Django."""

from django.apps import AppConfig


class ActingConfig(AppConfig):
    """Templates of lists, records, acts and registers; no records of its own."""

    name = "hengxian.web.acting"
    label = "acting"
    verbose_name = "办理"
