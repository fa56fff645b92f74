"""Registers the common pages with Django."""

from django.apps import AppConfig

from hengxian.web.components import menu


class ActingConfig(AppConfig):
    """Templates of lists, records, acts and registers; no records of its own."""

    name = "hengxian.web.acting"
    label = "acting"
    verbose_name = "办理"

    def ready(self) -> None:
        """Help is in everybody's menu."""
        menu.add(
            menu.Entry("办理流程", "signpost-split", "lifecycles", "帮助", order=800),
            menu.Entry("术语与角色", "book", "words", "帮助", order=801),
        )
