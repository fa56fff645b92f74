"""Registers people with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, organisations, accounts, grants, undertakings."""

    name = "hengxian.people"
    label = "people"
    verbose_name = "人员"
    default_auto_field = "django.db.models.BigAutoField"
