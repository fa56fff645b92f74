"""Values that a body or hotline gave to what the rule leaves open."""

from typing import ClassVar

from django.db import models

from hengxian.journal.models import Recorded


class ParameterValue(Recorded):
    """One value of one open parameter, in force from a day; a later one replaces it, nothing changes it.

    `value` is plain JSON: text (numbers too), a list of texts, or a table as a list of rows of texts.
    """

    kind: ClassVar[str] = "parameter_value"
    label: ClassVar[str] = "参数取值"

    parameter = models.CharField(max_length=60)
    value = models.JSONField()
    basis = models.TextField()
    in_force_from = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.BigIntegerField()
    set_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["parameter", "in_force_from", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["parameter", "in_force_from"], name="parameter_value_day")
        ]

    def __str__(self) -> str:
        """Parameter and day."""
        return f"{self.parameter} {self.in_force_from}"

    def may_be_amended(self) -> bool:
        """Never: a decision under the old value must stay explainable."""
        return False
