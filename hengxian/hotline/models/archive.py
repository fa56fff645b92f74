"""The archive's catalogue: an entry a record, numbered without a gap by kind and year; lists of what is destroyed."""

from typing import Any, ClassVar

from django.db import models

from hengxian.hotline.lifecycles.archive import ARCHIVE_ENTRY, DISPOSAL
from hengxian.hotline.models.hotline import Hotline
from hengxian.hotline.models.order import Order
from hengxian.journal.models import Lived, Recorded
from hengxian.people.models import Person


class ArchiveKind(models.TextChoices):
    """What is kept (10.5.1.1-3); an explanation stands where a number of the orders is missing."""

    ORDER = "工单档案", "工单档案"
    DATA = "运行统计数据", "运行统计数据"
    DOCUMENT = "管理制度文件", "管理制度文件"
    GAP = "缺号说明", "缺号说明"


class Disposal(Lived):
    """A list of entries to be destroyed: drawn up by one, approved and carried out by another before a witness."""

    kind: ClassVar[str] = "disposal"
    label: ClassVar[str] = "销毁清单"
    lifecycle = DISPOSAL
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="disposals")
    name = models.CharField("名称", max_length=80)
    way = models.CharField("销毁方式", max_length=40, blank=True, default="")
    witness = models.ForeignKey(
        Person, verbose_name="监销人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    carried_out_at = models.DateTimeField("销毁时间", null=True, blank=True)

    def __str__(self) -> str:
        """The name."""
        return self.name


class ArchiveEntry(Lived):
    """One line of the catalogue. `about` is the story of what is kept (`order:12`, `dataset_export:3`, `file:9`).

    `fingerprint` is the SHA-256 of what was archived, so that it can be shown unchanged. A destroyed record keeps
    its line. `retained_until` is empty for what is kept for ever, and while nobody has set a term (`retention`).
    """

    kind: ClassVar[str] = "archive_entry"
    label: ClassVar[str] = "档案"
    lifecycle = ARCHIVE_ENTRY
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="archive")
    sort = models.CharField("门类", max_length=10, choices=ArchiveKind)
    year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveIntegerField("序号")
    number = models.CharField("档号", max_length=40)
    title = models.CharField("题名", max_length=200)
    about = models.CharField("所存", max_length=80)
    order = models.OneToOneField(
        Order,
        verbose_name="工单",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="archive_entry",
    )
    fingerprint = models.CharField("内容指纹", max_length=64, blank=True, default="")
    is_confidential = models.BooleanField("涉密或服务对象要求保密", default=False)
    archived_at = models.DateTimeField("归档时间")
    archivist = models.ForeignKey(Person, verbose_name="归档人", on_delete=models.PROTECT, related_name="+")
    retention = models.CharField("保管期限", max_length=40, blank=True, default="")
    retained_until = models.DateField("保管至", null=True, blank=True)
    remark = models.TextField("说明", blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hotline", "sort", "year", "serial"], name="archive_serial_once"),
            models.UniqueConstraint(fields=["hotline", "about"], name="archived_once"),
        ]
        indexes = [models.Index(fields=["hotline", "sort", "year", "-serial"], name="archive_catalogue")]

    def __str__(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title}"


class Listing(Recorded):
    """An entry stands on a list until it is taken off.

    `erasures` are the ids of what was asked to be emptied, `files` of the kept files that were asked to go.
    """

    kind: ClassVar[str] = "disposal_listing"
    label: ClassVar[str] = "销毁清单条目"
    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, related_name="listings")
    entry = models.ForeignKey(ArchiveEntry, on_delete=models.PROTECT, related_name="listings")
    erasures: "models.JSONField[Any, Any]" = models.JSONField("清除申请", default=list, blank=True)
    files: "models.JSONField[Any, Any]" = models.JSONField("拟清除的文件", default=list, blank=True)
    taken_off_at = models.DateTimeField("移出时间", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(taken_off_at=None), name="archive_listed_once"
            )
        ]

    @property
    def story(self) -> str:
        """The list's."""
        return f"disposal:{self.disposal_id}"
