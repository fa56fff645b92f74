"""Registers the API with Django."""

from django.apps import AppConfig

from hengxian.web.components import menu


class ApiConfig(AppConfig):
    """Tokens."""

    name = "hengxian.web.api"
    label = "api"
    verbose_name = "接口"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A line in everybody's menu."""
        menu.add(menu.Entry("接口令牌", "key", "tokens", "账号", order=910, site="body"))
