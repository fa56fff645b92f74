"""Reports, what is made public of the figures, and to whom reports go how soon (10.6, 11.3)."""

from typing import Any, ClassVar

from django.db import models

from hengxian.evaluation.models import Evaluation
from hengxian.hotline.lifecycles.report import DISCLOSURE, HOTLINE_REPORT
from hengxian.hotline.models.hotline import Hotline
from hengxian.journal.models import Lived, Recorded
from hengxian.people.models import Person
from hengxian.records.models import Document, RegisterRow


class ReportSort(models.TextChoices):
    """Regular reports, and those on a concentrated matter (10.6.2.1)."""

    REGULAR = "regular", "定期报告"
    SPECIAL = "special", "专题报告"


class HotlineReport(Lived):
    """A statistical report. `figures` is made from records alone: no act takes a figure (B-12).

    `topic` of a special report: {"matter", "area", "orders": [numbers]}. A correction is a new row that
    `corrects` the old one and supersedes its document.
    """

    kind: ClassVar[str] = "hotline_report"
    label: ClassVar[str] = "统计报告"
    lifecycle = HOTLINE_REPORT
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="reports")
    sort = models.CharField("类型", max_length=10, choices=ReportSort, default=ReportSort.REGULAR)
    title = models.CharField("标题", max_length=120)
    since = models.DateField("时段始")
    until = models.DateField("时段止（不含）")
    topic: "models.JSONField[Any, Any]" = models.JSONField("专题", default=dict, blank=True)
    figures: "models.JSONField[Any, Any]" = models.JSONField("数字", default=dict, blank=True)
    evaluation = models.ForeignKey(
        Evaluation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    evaluation_before = models.ForeignKey(
        Evaluation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    findings = models.TextField("发现与规律", blank=True, default="")
    trend = models.TextField("趋势", blank=True, default="")
    suggestion = models.TextField("对策建议", blank=True, default="")
    leader = models.CharField("批示人职务", max_length=80, blank=True, default="")
    reply = models.TextField("领导批示", blank=True, default="")
    follow_up = models.TextField("后续落实", blank=True, default="")
    compiled_by = models.ForeignKey(
        Person, verbose_name="编制人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    corrects = models.ForeignKey(
        "self",
        verbose_name="更正",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
    )
    correction = models.TextField("更正原因", blank=True, default="")
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    sent_at = models.DateTimeField("报送时间", null=True, blank=True)
    sent_to: "models.JSONField[Any, Any]" = models.JSONField("报送对象", default=list, blank=True)

    class Meta:
        indexes = [models.Index(fields=["hotline", "-id"], name="report_latest")]

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def story(self) -> str:
        """Its own: who compiled this report does not approve this one."""
        return f"hotline_report:{self.pk}"


class Disclosure(Lived):
    """Breakdowns for the public, small cells suppressed; `tables` holds what was suppressed too, for the preview.

    `row` is its line in the register of what was published, from the approval on.
    """

    kind: ClassVar[str] = "disclosure"
    label: ClassVar[str] = "公开统计"
    lifecycle = DISCLOSURE
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="disclosures")
    title = models.CharField("标题", max_length=120)
    since = models.DateField("时段始")
    until = models.DateField("时段止（不含）")
    tables: "models.JSONField[Any, Any]" = models.JSONField("表", default=list, blank=True)
    definitions = models.TextField("口径", blank=True, default="")
    smallest = models.PositiveSmallIntegerField("小于此数不公开", default=0)
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    row = models.ForeignKey(
        RegisterRow,
        verbose_name="公布台账",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def story(self) -> str:
        """Its own."""
        return f"disclosure:{self.pk}"


class Schedule(Recorded):
    """Regular reports: for whom, and how soon after the end of each cycle (P-cycles); the latest in force counts."""

    kind: ClassVar[str] = "schedule"
    label: ClassVar[str] = "报送安排"
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="schedules")
    recipients = models.TextField("报送对象", blank=True, default="")
    days = models.PositiveSmallIntegerField("周期结束后（工作日）")
    since = models.DateField("自")

    @property
    def story(self) -> str:
        """The hotline's."""
        return f"hotline:{self.hotline_id}"
