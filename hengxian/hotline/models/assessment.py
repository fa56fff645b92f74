"""Rounds of self-assessment; who judged what is kept in registers bound to the round (问答3, part D)."""

from typing import Any, ClassVar

from django.db import models

from hengxian.evaluation.models import Evaluation
from hengxian.hotline.lifecycles.assessment import ASSESSMENT
from hengxian.hotline.models.hotline import Hotline
from hengxian.journal.models import Lived
from hengxian.records.edition import in_print


class Assessment(Lived):
    """One round. Without a scope, goals, a team with duties and a timetable it does not start (Q3a.2).

    `result` keeps what was settled: views by item, scores, the pack, so that rounds are compared on what they said.
    """

    kind: ClassVar[str] = "assessment"
    label: ClassVar[str] = "自评"
    lifecycle = ASSESSMENT
    hotline = models.ForeignKey(
        Hotline, verbose_name="热线", on_delete=models.PROTECT, related_name="assessments"
    )
    number = models.CharField("编号", max_length=30)
    name = models.CharField("名称", max_length=80)
    scope = models.TextField("范围", blank=True, default="")
    goals = models.TextField("目标", blank=True, default="")
    since = models.DateField("起始日期", null=True, blank=True)
    until = models.DateField("结束日期", null=True, blank=True)
    timetable = models.TextField("时间安排", blank=True, default="")
    rule_edition = models.CharField("规则版本", max_length=160, blank=True, default="")
    evaluation = models.ForeignKey(
        Evaluation, verbose_name="测量结果", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    strengths = models.TextField("长处", blank=True, default="")
    weaknesses = models.TextField("差距", blank=True, default="")
    conclusion = models.TextField("自评小结", blank=True, default="")
    settled_at = models.DateTimeField("汇总时间", null=True, blank=True)
    result: "models.JSONField[Any, Any]" = models.JSONField("汇总内容", default=dict, blank=True)
    folder_digest = models.CharField("卷宗摘要", max_length=64, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hotline", "number"], name="assessment_number_once")]

    @property
    def edition(self) -> str:
        """The edition of the rule as people read it."""
        return in_print(self.rule_edition)

    @property
    def story(self) -> str:
        """Its own; its registers hang on it."""
        return f"assessment:{self.pk}"
