"""Registers with Django the room of those who assess their own hotline (part D)."""

from django.apps import AppConfig


class AssessConfig(AppConfig):
    """Pages only."""

    name = "hengxian.web.assess"
    label = "assess"
    verbose_name = "自评"

    def ready(self) -> None:
        """Fill the menu."""
        from hengxian.hotline.assessing import STAGE
        from hengxian.web.components import marks
        from hengxian.web.line.lists import fill_menu  # needs the models loaded

        marks.put("assess", STAGE)
        fill_menu("assess", self.verbose_name)
