"""Registers the records of body and hotline with Django."""

from importlib import import_module

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Files, registers, parameters, notices."""

    name = "hengxian.records"
    label = "records"
    verbose_name = "记录"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the code behind the names that the lifecycle tables use."""
        import_module("hengxian.records.files.standing")
        import_module("hengxian.records.webhooks.registering")
        import_module("hengxian.records.webhooks.relaying")
