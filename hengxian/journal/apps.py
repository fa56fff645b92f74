"""Registers the journal with Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Entries, checkpoints, refused attempts and receipts."""

    name = "hengxian.journal"
    label = "journal"
    verbose_name = "日志"
    default_auto_field = "django.db.models.BigAutoField"
