"""督办 and its entries; each is part of its order's record (10.2.3)."""

from typing import ClassVar

from django.db import models

from hengxian.hotline.lifecycles.supervision import SUPERVISION
from hengxian.hotline.models.order import Order
from hengxian.journal.models import Lived
from hengxian.people.models import Person


class Supervision(Lived):
    """One 督办 of one order; `trigger` is one of lifecycles.supervision.TRIGGERS.

    `limit_at` is the order's limit in force when it was proposed: a later limit may be proposed for anew.
    """

    kind: ClassVar[str] = "supervision"
    label: ClassVar[str] = "督办"
    lifecycle = SUPERVISION
    order = models.ForeignKey(
        Order, verbose_name="工单", on_delete=models.PROTECT, related_name="supervisions"
    )
    trigger = models.CharField("触发情形", max_length=10)
    reason = models.TextField("提出理由")
    proposed_at = models.DateTimeField("提出时间")
    limit_at = models.DateTimeField("提出时的办理期限", null=True, blank=True)
    demand = models.TextField("督办要求", blank=True, default="")
    supervisor = models.ForeignKey(
        Person,
        verbose_name="督办人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supervisions",
    )
    opened_at = models.DateTimeField("立项时间", null=True, blank=True)
    last_way = models.CharField("最近督办方式", max_length=10, blank=True, default="")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    outcome = models.TextField("督办结果", blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["status", "-id"], name="supervision_by_status")]

    @property
    def reason_told(self) -> str:
        """Why it was proposed, as a list says it: whoever proposed may have named the caller."""
        return self.order.masked(self.reason)

    @property
    def story(self) -> str:
        """The order's."""
        return f"order:{self.order_id}"
