"""Improvement plans: problem, goal, measures, limit, unit, person, resources; the effect before and after (12.2)."""

from typing import ClassVar

from django.db import models

from hengxian.hotline.lifecycles.improvement import IMPROVEMENT
from hengxian.hotline.models.hotline import Hotline
from hengxian.hotline.models.unit import Unit
from hengxian.journal.models import Lived
from hengxian.people.models import Person


class Improvement(Lived):
    """One plan. `source` is the story it comes from (`assessment:3`, a report, a unit's appraisal), with its words."""

    kind: ClassVar[str] = "improvement"
    label: ClassVar[str] = "改进计划"
    lifecycle = IMPROVEMENT
    hotline = models.ForeignKey(
        Hotline, verbose_name="热线", on_delete=models.PROTECT, related_name="improvements"
    )
    number = models.CharField("编号", max_length=30)
    source = models.CharField("来源", max_length=80, blank=True, default="")
    clause = models.CharField("条款或指标", max_length=40, blank=True, default="")
    problem = models.TextField("问题")
    direction = models.TextField("改进方向", blank=True, default="")
    goal = models.TextField("目标", blank=True, default="")
    measures = models.TextField("措施", blank=True, default="")
    due_on = models.DateField("期限", null=True, blank=True)
    unit = models.ForeignKey(
        Unit,
        verbose_name="责任单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="improvements",
    )
    unit_name = models.CharField("责任部门", max_length=80, blank=True, default="")
    person = models.ForeignKey(
        Person,
        verbose_name="责任人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="improvements",
    )
    resources = models.TextField("资源", blank=True, default="")
    follows = models.ForeignKey(
        "self",
        verbose_name="接续的计划",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="follow_ons",
    )
    progress = models.TextField("最近进展", blank=True, default="")
    progress_at = models.DateTimeField("最近进展时间", null=True, blank=True)
    result = models.TextField("结果", blank=True, default="")
    definition = models.CharField("指标及口径", max_length=200, blank=True, default="")
    before = models.DecimalField("改进前", max_digits=16, decimal_places=4, null=True, blank=True)
    after = models.DecimalField("改进后", max_digits=16, decimal_places=4, null=True, blank=True)
    is_effective = models.BooleanField("有效", null=True, blank=True)
    lesson = models.TextField("经验", blank=True, default="")
    lesson_published_at = models.DateTimeField("经验推广时间", null=True, blank=True)
    closed_at = models.DateTimeField("关闭时间", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hotline", "number"], name="improvement_number_once")]

    @property
    def story(self) -> str:
        """Its own."""
        return f"improvement:{self.pk}"
