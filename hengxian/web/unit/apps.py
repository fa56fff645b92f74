"""Registers with Django the room of the clerks of handling units."""

from django.apps import AppConfig


class UnitConfig(AppConfig):
    """Pages only."""

    name = "hengxian.web.unit"
    label = "unit"
    verbose_name = "承办"

    def ready(self) -> None:
        """Fill the menu."""
        from hengxian.web.line.lists import fill_menu  # needs the models loaded

        fill_menu("unit", self.verbose_name)
