"""Registers with Django the room of agents, supervisors, inspectors and knowledge editors."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages only."""

    name = "hengxian.web.desk"
    label = "desk"
    verbose_name = "话务台"

    def ready(self) -> None:
        """Fill the menu."""
        from hengxian.web.line.lists import fill_menu  # needs the models loaded

        fill_menu("desk", self.verbose_name)
