"""The register as a Django app."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The public register, over an index of its own."""

    name = "hengxian.web.register"
    label = "register"
    verbose_name = "证书公示"
    default_auto_field = "django.db.models.BigAutoField"
