"""Publications: facts told to the public, stored in the same transaction as the act that makes them true."""

from typing import ClassVar

from django.db import models

from hengxian.certification.models.application import nothing_yet
from hengxian.journal.models import Recorded


class Publication(Recorded):
    """One fact for the register's folder. Where it stands there, `written` says."""

    kind: ClassVar[str] = "publication"
    label: ClassVar[str] = "公开信息"
    about = models.CharField("所属", max_length=80)
    fact_kind = models.CharField("种类", max_length=30)
    body = models.JSONField(default=nothing_yet)
    told_at = models.DateTimeField()

    @property
    def story(self) -> str:
        """The record's it is about."""
        return self.about

    def may_be_amended(self) -> bool:
        """What was published was published."""
        return False


class Written(models.Model):
    """The place of a publication in the folder; no act of the process, hence not in the journal.

    `sequence` is planned before the folder is written, so that a writer killed half-way finds its own again.
    """

    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, related_name="written")
    sequence = models.PositiveBigIntegerField(unique=True)
    written_at = models.DateTimeField(null=True, blank=True)
