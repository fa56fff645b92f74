"""Registers the shared parts of pages with Django."""

from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    """Templates under `components/` and static files under `kit/`."""

    name = "hengxian.web.components"
    label = "components"
    verbose_name = "页面构件"
