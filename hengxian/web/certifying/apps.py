"""Registers with Django what certification adds to the common pages."""

from importlib import import_module

from django.apps import AppConfig


class CertifyingConfig(AppConfig):
    """Templates and registrations; no records of its own."""

    name = "hengxian.web.certifying"
    label = "certifying"
    verbose_name = "认证办理"

    def ready(self) -> None:
        """Load the registrations."""
        for part in ("words", "kinds", "slices", "window"):
            import_module(f"{self.name}.{part}")
