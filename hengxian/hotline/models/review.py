"""质检: plans with seed and strata, drawn orders and calls, and the judgements on them (11.1.2.3)."""

from typing import Any, ClassVar

from django.db import models

from hengxian.hotline.lifecycles.review import REVIEW, REVIEW_PLAN
from hengxian.hotline.models.contact import Contact
from hengxian.hotline.models.hotline import Hotline
from hengxian.hotline.models.order import Order
from hengxian.journal.models import Lived, Recorded
from hengxian.people.models import Person


class ReviewPlan(Lived):
    """What a draw was from and how: days (both included), share, strata, seed; `told` is the table of strata.

    `population` keeps every number that could have been drawn with its stratum, so that the draw can be done again.
    """

    kind: ClassVar[str] = "review_plan"
    label: ClassVar[str] = "质检计划"
    lifecycle = REVIEW_PLAN
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="review_plans")
    name = models.CharField("名称", max_length=80)
    since = models.DateField("受理（来电）日期自")
    until = models.DateField("至")
    of_orders = models.BooleanField("抽查工单", default=True)
    of_calls = models.BooleanField("抽查通话", default=True)
    objection_days = models.PositiveSmallIntegerField("异议期限（工作日）", null=True, blank=True)
    seed = models.BigIntegerField("随机种子", default=0)
    percent = models.DecimalField("抽取比例（%）", max_digits=5, decimal_places=2, null=True, blank=True)
    strata: "models.JSONField[Any, Any]" = models.JSONField("分层", default=list, blank=True)
    population: "models.JSONField[Any, Any]" = models.JSONField("范围", default=dict, blank=True)
    told: "models.JSONField[Any, Any]" = models.JSONField("各层", default=list, blank=True)
    drawn_at = models.DateTimeField("抽取时间", null=True, blank=True)

    def __str__(self) -> str:
        """The name."""
        return self.name


class Review(Lived):
    """One order or call under review. `results` (item id → met) is there once judged, and final in 已评 or 已定.

    Picked by hand is marked, and no part of any figure. `agent` is whose work it is: he never judges it.
    """

    kind: ClassVar[str] = "review"
    label: ClassVar[str] = "质检"
    lifecycle = REVIEW
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="reviews")
    plan = models.ForeignKey(
        ReviewPlan,
        verbose_name="质检计划",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reviews",
    )
    order = models.ForeignKey(
        Order, verbose_name="工单", null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    contact = models.ForeignKey(
        Contact, verbose_name="通话", null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    agent = models.ForeignKey(
        Person,
        verbose_name="被检人员",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reviews",
    )
    stratum = models.CharField("层", max_length=200, blank=True, default="")
    is_picked_by_hand = models.BooleanField("人工挑选", default=False)
    drawn_at = models.DateTimeField("列入时间")
    results: "models.JSONField[Any, Any]" = models.JSONField("评判结果", default=dict, blank=True)
    settled_at = models.DateTimeField("评定时间", null=True, blank=True)
    object_until = models.DateField("异议至", null=True, blank=True)
    objection = models.TextField("异议", blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["hotline", "status", "-id"], name="review_waiting")]

    @property
    def subject(self) -> str:
        """The order's number, or the call's identity."""
        return self.order.number if self.order else self.contact.identity if self.contact else ""

    def stories(self) -> tuple[str, ...]:
        """Its own, and the order's: whoever acted there does not judge here."""
        return (self.story, *([f"order:{self.order_id}"] if self.order_id else []))


class Judgement(Recorded):
    """What one inspector said, in his round: 1 first, 2 independent second, 3 settling, 4 on an objection."""

    kind: ClassVar[str] = "judgement"
    label: ClassVar[str] = "质检评判"
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="judgements")
    round = models.PositiveSmallIntegerField("轮次")
    person = models.ForeignKey(Person, verbose_name="质检人员", on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField("评判时间")
    verdicts: "models.JSONField[Any, Any]" = models.JSONField("各项", default=dict)
    remark = models.TextField("判断依据", blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "round"], name="judged_once_a_round")]

    @property
    def story(self) -> str:
        """The review's."""
        return f"review:{self.review_id}"
