"""Datasets written from the records, and the outages that are known of a source (B-2, R10.5.1.2, dataset.md)."""

from typing import Any, ClassVar

from django.db import models

from hengxian.hotline.lifecycles.dataset import DATASET_EXPORT
from hengxian.hotline.lifecycles.outage import OUTAGE
from hengxian.hotline.models.hotline import Hotline
from hengxian.journal.models import Lived
from hengxian.people.models import Person
from hengxian.records.clocks import SHANGHAI


class DatasetExport(Lived):
    """One folder of dataset.md: which period, read when, how many rows, its fingerprints, who wrote it, where.

    `since` and `until` are local dates, half-open. `folder` is relative to the site's datasets.
    """

    kind: ClassVar[str] = "dataset_export"
    label: ClassVar[str] = "数据集导出"
    lifecycle = DATASET_EXPORT
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="exports")
    since = models.DateField("时段始")
    until = models.DateField("时段止（不含）")
    as_of = models.DateTimeField("读取时间")
    form = models.CharField("文件格式", max_length=10, default="csv")
    counts: "models.JSONField[Any, Any]" = models.JSONField("各表行数", default=dict, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, default="")
    sm3 = models.CharField("SM3", max_length=64, blank=True, default="")
    folder = models.CharField("文件夹", max_length=200, blank=True, default="")
    made_by = models.ForeignKey(
        Person, verbose_name="导出人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["hotline", "-id"], name="export_latest")]

    def __str__(self) -> str:
        """The period."""
        return self.period

    @property
    def period(self) -> str:
        """In words."""
        return f"{self.since} 至 {self.until}（不含）"

    @property
    def story(self) -> str:
        """The hotline's."""
        return f"hotline:{self.hotline_id}"


class Outage(Lived):
    """A source of records is known to have failed for a while; listed beside the figures, never filled in."""

    kind: ClassVar[str] = "outage"
    label: ClassVar[str] = "数据中断"
    SOURCES: ClassVar = [("calls", "来电"), ("messages", "其他渠道来件")]
    lifecycle = OUTAGE
    hotline = models.ForeignKey(
        Hotline, verbose_name="热线", on_delete=models.PROTECT, related_name="outages"
    )
    source = models.CharField("数据来源", max_length=20, choices=SOURCES)
    from_at = models.DateTimeField("自")
    to_at = models.DateTimeField("至")
    reason = models.CharField("原因与处置", max_length=400)

    def __str__(self) -> str:
        """What failed and since when."""
        return f"{self.get_source_display()}中断（{self.from_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M} 起）"

    @property
    def story(self) -> str:
        """The hotline's."""
        return f"hotline:{self.hotline_id}"
