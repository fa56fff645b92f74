"""Registers with Django what the hotline adds to the common pages."""

from importlib import import_module

from django.apps import AppConfig


class LineConfig(AppConfig):
    """Templates and registrations; no records of its own."""

    name = "hengxian.web.line"
    label = "line"
    verbose_name = "热线办理"

    def ready(self) -> None:
        """Load the registrations."""
        for part in ("words", "kinds", "slices", "founding"):
            import_module(f"{self.name}.{part}")
