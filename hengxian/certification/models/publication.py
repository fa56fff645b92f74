"""Publications: facts told to the public, stored in the same transaction as the act that makes them true."""

from typing import ClassVar

from django.db import models

from hengxian.certification.models.application import nothing_yet
from hengxian.journal.models import Recorded


class Publication(Recorded):
    """One fact for the register's folder. `written_at` is set once the folder holds it."""

    kind: ClassVar[str] = "publication"
    label: ClassVar[str] = "公开信息"
    about = models.CharField("所属", max_length=80)
    fact_kind = models.CharField("种类", max_length=30)
    body = models.JSONField(default=nothing_yet)
    told_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, blank=True)

    @property
    def story(self) -> str:
        """The record's it is about."""
        return self.about
