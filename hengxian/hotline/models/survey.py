"""网上评价: surveys of closed orders, an invitation an order, one answer an invitation (11.2.2.2)."""

from typing import ClassVar

from django.db import models

from hengxian.hotline.lifecycles.survey import SURVEY
from hengxian.hotline.models.hotline import Hotline
from hengxian.hotline.models.order import Order
from hengxian.journal.models import Lived, Recorded


class Opinion(models.TextChoices):
    """What may be answered to each question; the words of the dataset contract."""

    SATISFIED = "satisfied", "满意"
    MOSTLY = "mostly_satisfied", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"
    NONE = "no_opinion", "不评价"


class Survey(Lived):
    """A survey of the orders closed in its days (both included)."""

    kind: ClassVar[str] = "survey"
    label: ClassVar[str] = "网上评价"
    lifecycle = SURVEY
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="surveys")
    name = models.CharField("名称", max_length=80)
    since = models.DateField("办结日期自")
    until = models.DateField("办结日期至")

    def __str__(self) -> str:
        """The name."""
        return self.name


class Invitation(Recorded):
    """A caller is asked about his order. The token itself is in no column: it is computed when the link is sent."""

    kind: ClassVar[str] = "invitation"
    label: ClassVar[str] = "评价邀请"
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="invitations")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="invitations")
    token_digest = models.CharField("口令摘要", max_length=64, unique=True)
    invited_at = models.DateTimeField("邀请时间")
    way = models.CharField("发出方式", max_length=20, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "order"], name="invited_once")]

    @property
    def story(self) -> str:
        """The survey's."""
        return f"survey:{self.survey_id}"


class SurveyAnswer(Recorded):
    """What was answered, once an invitation; a question left out is no opinion."""

    kind: ClassVar[str] = "survey_answer"
    label: ClassVar[str] = "评价"
    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="answer")
    answered_at = models.DateTimeField("评价时间")
    attitude = models.CharField("态度", max_length=20, choices=Opinion, default=Opinion.NONE)
    efficiency = models.CharField("效率", max_length=20, choices=Opinion, default=Opinion.NONE)
    process = models.CharField("过程", max_length=20, choices=Opinion, default=Opinion.NONE)
    result = models.CharField("结果", max_length=20, choices=Opinion, default=Opinion.NONE)
    comment = models.CharField("意见", max_length=400, blank=True, default="")

    @property
    def story(self) -> str:
        """The order's it is about."""
        return f"order:{self.invitation.order_id}"
