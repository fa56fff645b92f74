"""Documents: letters and reports the body made from its records, and what happened to their paper."""

from typing import Any, ClassVar

from django.db import models

from hengxian.journal.models import Recorded
from hengxian.records.models.stored_file import StoredFile


class Document(Recorded):
    """One paper as it was made: numbered without a gap by kind and year, never changed (G-11).

    `source` is what it was made from, `fingerprint` the digest of what it says, whatever the format. A later
    edition keeps the number, counts `edition` up and `supersedes` the one before.
    """

    kind: ClassVar[str] = "document"
    label: ClassVar[str] = "文件"
    about = models.CharField("所属", max_length=80, db_index=True)
    sort = models.CharField("种类", max_length=60)
    year = models.PositiveSmallIntegerField("年份")
    serial = models.PositiveIntegerField("序号")
    edition = models.PositiveSmallIntegerField("第几版", default=1)
    number = models.CharField("编号", max_length=120)
    title = models.CharField("标题", max_length=200)
    addressee = models.CharField("受文者", max_length=200, blank=True, default="")
    dated_on = models.DateField("日期")
    source: "models.JSONField[Any, Any]" = models.JSONField("所据数据")
    fingerprint = models.CharField("内容指纹", max_length=64)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="documents")
    word = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="documents_in_word"
    )
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    issued_at = models.DateTimeField("制发时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sort", "year", "serial", "edition"], name="document_number")
        ]
        indexes = [models.Index(fields=["about", "sort"], name="document_of")]

    def __str__(self) -> str:
        """Number and title."""
        return f"{self.title} {self.number}"

    @property
    def story(self) -> str:
        """The record's it belongs to."""
        return self.about

    def may_be_amended(self) -> bool:
        """What was sent stands; a correction is a later edition."""
        return False


class DocumentStep(Recorded):
    """What happened to the paper: signed or sealed, handed over, acknowledged. Each with way and evidence (G-12).

    `way` is the method of signing as printed, or the way of delivery. `happened_at` is when it was done,
    `noted_at` when somebody wrote it down here.
    """

    kind: ClassVar[str] = "document_step"
    label: ClassVar[str] = "文件办理"
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField("事项", max_length=10)
    way = models.CharField("方式", max_length=40)
    post = models.CharField("职务", max_length=60, blank=True, default="")
    person = models.CharField("人员", max_length=200, blank=True, default="")
    happened_at = models.DateTimeField("时间")
    noted_at = models.DateTimeField("登记时间")
    evidence: "models.JSONField[Any, Any]" = models.JSONField("凭据", default=list)
    note = models.TextField("说明", blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["document", "step"], name="document_step")]

    @property
    def story(self) -> str:
        """The document's."""
        return self.document.about

    def may_be_amended(self) -> bool:
        """Never: a later step stands beside it."""
        return False
