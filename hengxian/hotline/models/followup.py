"""回访: plans with their population, rate and seed; drawn orders; attempts (10.4)."""

from typing import Any, ClassVar

from django.db import models

from hengxian.hotline.lifecycles.followup import FOLLOWUP, FOLLOWUP_PLAN
from hengxian.hotline.models.hotline import Hotline
from hengxian.hotline.models.order import Order
from hengxian.journal.models import Lived, Recorded
from hengxian.people.models import Person


class FollowUpPlan(Lived):
    """Which closed orders are to be followed up: all, or a share drawn with a seed that anybody can draw again."""

    kind: ClassVar[str] = "followup_plan"
    label: ClassVar[str] = "回访计划"
    lifecycle = FOLLOWUP_PLAN
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="followup_plans")
    name = models.CharField("名称", max_length=80)
    since = models.DateField("办结日期自")
    until = models.DateField("办结日期至")
    percent = models.PositiveSmallIntegerField("抽取比例（%）", default=100)
    seed = models.BigIntegerField("随机种子", default=0)
    population: "models.JSONField[Any, Any]" = models.JSONField("范围", default=dict, blank=True)
    drawn_until = models.DateTimeField("已抽取至", null=True, blank=True)

    @property
    def story(self) -> str:
        """Its own."""
        return f"followup_plan:{self.pk}"


class FollowUp(Lived):
    """One order to be followed up, and its latest answers. Picked by hand is marked, never hidden (10.4.1.1)."""

    kind: ClassVar[str] = "followup"
    label: ClassVar[str] = "回访"
    lifecycle = FOLLOWUP
    order = models.ForeignKey(Order, verbose_name="工单", on_delete=models.PROTECT, related_name="followups")
    plan = models.ForeignKey(
        FollowUpPlan,
        verbose_name="回访计划",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followups",
    )
    round = models.PositiveSmallIntegerField("轮次", default=1)
    is_picked_by_hand = models.BooleanField("人工挑选", default=False)
    drawn_at = models.DateTimeField("列入时间")
    tries = models.PositiveSmallIntegerField("已尝试次数", default=0)
    settled_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["status", "id"], name="followup_waiting"),
            models.Index(fields=["status", "-order"], name="followup_orders"),
        ]

    @property
    def story(self) -> str:
        """The order's."""
        return f"order:{self.order_id}"


class FollowUpAttempt(Recorded):
    """One attempt: time, person, outcome, three separate answers; silence is never satisfied (10.4.1.2)."""

    kind: ClassVar[str] = "followup_attempt"
    label: ClassVar[str] = "回访记录"
    followup = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="attempts")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="followup_attempts")
    attempted_at = models.DateTimeField("回访时间")
    person = models.ForeignKey(Person, verbose_name="回访人", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField("结果", max_length=12)
    process_satisfaction = models.CharField("过程满意度", max_length=20, blank=True, default="")
    result_satisfaction = models.CharField("结果满意度", max_length=20, blank=True, default="")
    resolved = models.BooleanField("是否解决", null=True, blank=True)
    remark = models.TextField("服务对象意见", blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["attempted_at", "order"], name="attempt_by_time")]

    @property
    def story(self) -> str:
        """The order's."""
        return f"order:{self.order_id}"
