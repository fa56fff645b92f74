"""Registers certification with Django, and its conditions and standings with the journal."""

from importlib import import_module

from django.apps import AppConfig


class CertificationConfig(AppConfig):
    """Applications, cases, nonconformities, decisions, certificates, appeals, complaints."""

    name = "hengxian.certification"
    label = "certification"
    verbose_name = "认证"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the code behind the names that the lifecycle tables use."""
        import_module("hengxian.certification.standing")
        import_module("hengxian.certification.permissions")
        import_module("hengxian.certification.conditions")
        import_module("hengxian.certification.actions")
        import_module("hengxian.certification.reminding")
        import_module("hengxian.certification.timetable")
