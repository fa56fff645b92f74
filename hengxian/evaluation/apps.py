"""Registers the kept evaluations with Django; measuring and scoring themselves know no database."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Evaluations and what they were made with."""

    name = "hengxian.evaluation"
    label = "evaluation"
    verbose_name = "测评"
    default_auto_field = "django.db.models.BigAutoField"
