"""Registers the hotline with Django, and its conditions, standings and acts with the journal."""

from importlib import import_module

from django.apps import AppConfig


class HotlineConfig(AppConfig):
    """Contacts, work orders, supervision, follow-up, knowledge, quality, improvement, self-assessment."""

    name = "hengxian.hotline"
    label = "hotline"
    verbose_name = "热线运行"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the code behind the names that the lifecycle tables use."""
        import_module("hengxian.hotline.standing")
        import_module("hengxian.hotline.people.figures")
        import_module("hengxian.hotline.people.standing")
        import_module("hengxian.hotline.people.reminding")
        import_module("hengxian.hotline.permissions")
        import_module("hengxian.hotline.conditions")
        import_module("hengxian.hotline.actions")
        import_module("hengxian.hotline.timetable")
