"""Registers the entrance with Django."""

from django.apps import AppConfig

from hengxian.web.components import menu


class EntranceConfig(AppConfig):
    """Templates of sign-in; no records of its own."""

    name = "hengxian.web.entrance"
    label = "entrance"
    verbose_name = "登录"

    def ready(self) -> None:
        """Listen to sign-ins; put one's own account into everybody's menu."""
        from hengxian.web.entrance import signing_in  # noqa: F401  (needs the models loaded)

        menu.add(menu.Entry("我的账号", "person-circle", "entrance:mine", group="账号", order=900))
