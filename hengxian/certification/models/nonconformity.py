"""Nonconformities."""

from typing import ClassVar

from django.db import models

from hengxian.certification.lifecycles import NONCONFORMITY
from hengxian.certification.models.application import nothing_yet
from hengxian.certification.models.case import Case
from hengxian.journal.models import Lived

OPEN = ("已开具", "已确认", "已提交整改", "已退回")


class Nonconformity(Lived):
    """One 不符合项. The grade is the assessor's, with a reason; the journal keeps every earlier grade (T34)."""

    kind: ClassVar[str] = "nonconformity"
    label: ClassVar[str] = "不符合项"
    lifecycle = NONCONFORMITY
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="nonconformities")
    number = models.CharField("编号", max_length=40)
    clause = models.CharField("条款", max_length=20)
    requirement = models.TextField("要求")
    facts = models.TextField("事实")
    grade = models.CharField("分级", max_length=4)
    grade_reason = models.TextField("分级理由")
    evidence = models.JSONField("证据", default=list)
    found_by = models.BigIntegerField("发现人")
    handed_over_at = models.DateTimeField("交付", null=True, blank=True)
    due_on = models.DateField("整改期限", null=True, blank=True)
    disagreement = models.TextField("不同意见", blank=True, default="")
    correction = models.JSONField(default=nothing_yet)
    verification = models.JSONField(default=nothing_yet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="nonconformity_number")]

    @property
    def story(self) -> str:
        """The case's."""
        return f"case:{self.case_id}"

    def stories(self) -> tuple[str, ...]:
        """As the case's."""
        return self.case.stories()

    @property
    def is_open(self) -> bool:
        """Neither closed nor withdrawn."""
        return self.status in OPEN
