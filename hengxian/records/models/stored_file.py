"""Kept files: one row a version; the content lies in the store under its digest and never changes."""

from typing import ClassVar

from django.db import models

from hengxian.journal.models import Lived
from hengxian.records.files.categories import CATEGORIES
from hengxian.records.files.lifecycle import ERASED, FILE, IN_USE
from hengxian.records.privacy.fields import Sensitivity


class StoredFile(Lived):
    """A file as received. `about` is the story it belongs to, `subject` the item in it (a material, a clause).

    `claimed_at` and `claimed_place` are what the person says of its origin, `received_at` is ours (A-12).
    After erasure the row, name and digests stay; `erased_data` says what kind of data went (G-14).
    """

    kind: ClassVar[str] = "file"
    label: ClassVar[str] = "文件"
    lifecycle = FILE
    about = models.CharField("所属", max_length=80, db_index=True)
    category = models.CharField("类别", max_length=20, choices=[(each.id, each.label) for each in CATEGORIES])
    subject = models.CharField("对应事项", max_length=120, blank=True, default="")
    name = models.CharField("文件名", max_length=200)
    size = models.BigIntegerField("字节数")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    sm3 = models.CharField("SM3", max_length=64)
    media_type = models.CharField("文件类型", max_length=100)
    sensitivity = models.CharField("密级", max_length=2, choices=[(each, each) for each in Sensitivity])
    is_declared_masked = models.BooleanField("声明已遮盖个人信息", default=False)
    transfer = models.JSONField("移交记录", null=True, blank=True)
    claimed_at = models.DateTimeField("所称取得时间", null=True, blank=True)
    claimed_place = models.CharField("所称取得地点", max_length=200, blank=True, default="")
    received_at = models.DateTimeField("收到时间")
    received_by = models.BigIntegerField("收存人")
    received_by_name = models.CharField("收存人姓名", max_length=200)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    edition = models.PositiveIntegerField("第几版", default=1)
    retained_until = models.DateField("保存至", null=True, blank=True)
    proposed_by = models.BigIntegerField("申请清除的人", null=True, blank=True)
    proposed_by_name = models.CharField("申请清除的人姓名", max_length=200, blank=True, default="")
    erased_data = models.CharField("清除的数据种类", max_length=200, blank=True, default="")
    erased_at = models.DateTimeField("清除时间", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["about", "category", "subject"], name="file_place")]

    def __str__(self) -> str:
        """Name and version, as a person would ask for it."""
        return f"{self.name}（第 {self.edition} 版）" if self.edition > 1 else self.name

    @property
    def story(self) -> str:
        """The record's it belongs to."""
        return self.about

    @property
    def place(self) -> str:
        """Where the content lies in the store."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"

    @property
    def is_current(self) -> bool:
        """Whether it is the version in use."""
        return self.status == IN_USE

    @property
    def is_erased(self) -> bool:
        """Whether the content is gone."""
        return self.status == ERASED

    @property
    def is_sensitive(self) -> bool:
        """Whether reading it is an act with a reason (G-7)."""
        return self.sensitivity in (Sensitivity.SENSITIVE, Sensitivity.CORE)
