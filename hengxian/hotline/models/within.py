"""What is settled within an order: the parts of units, extensions, exclusions, and the notes of its run."""

from datetime import date
from typing import Any, ClassVar

from django.db import models

from hengxian.hotline.lifecycles.order import EXEMPTION, EXTENSION, PART
from hengxian.hotline.models.order import Exclusion, Order, day_of
from hengxian.hotline.models.unit import Unit
from hengxian.journal.models import Lived, Recorded
from hengxian.people.models import Person


class Part(Lived):
    """A unit's part of an order: whether it leads, since when, its own reply to the lead; a row a spell (10.2.2.4)."""

    kind: ClassVar[str] = "part"
    label: ClassVar[str] = "承办"
    lifecycle = PART
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="parts")
    unit = models.ForeignKey(
        Unit, verbose_name="承办单位", on_delete=models.PROTECT, related_name="order_parts"
    )
    is_lead = models.BooleanField("牵头", default=False)
    round = models.PositiveSmallIntegerField("轮次", default=1)
    since = models.DateTimeField("转入时间")
    until = models.DateTimeField("转出时间", null=True, blank=True)
    return_reason = models.CharField("退单理由", max_length=400, blank=True, default="")
    taken_up_at = models.DateTimeField("接收时间", null=True, blank=True)
    handler = models.ForeignKey(
        Person,
        verbose_name="承办人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="order_parts",
    )
    contribution = models.TextField("协办意见", blank=True, default="")
    contributed_at = models.DateTimeField("协办意见提交", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order", "unit"], condition=models.Q(until=None), name="part_open_once"
            )
        ]
        indexes = [
            models.Index(fields=["unit", "status", "-id"], name="part_inbox"),
            models.Index(fields=["unit", "-id"], name="part_of_unit"),
            models.Index(fields=["unit", "-order"], name="part_orders_of_unit"),
        ]

    @property
    def story(self) -> str:
        """The order's."""
        return f"order:{self.order_id}"


class Extension(Lived):
    """A later limit asked for by the handling unit and settled by the hotline (B-5)."""

    kind: ClassVar[str] = "extension"
    label: ClassVar[str] = "延期申请"
    lifecycle = EXTENSION
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="extensions")
    unit = models.ForeignKey(
        Unit, verbose_name="申请单位", on_delete=models.PROTECT, related_name="extensions"
    )
    reason = models.TextField("延期理由")
    days = models.PositiveSmallIntegerField("再延工作日")
    requested_at = models.DateTimeField("申请时间")
    due_at = models.DateTimeField("延至", null=True, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    answer = models.CharField("决定理由", max_length=400, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["status", "-id"], name="extension_waiting")]

    @property
    def due_on(self) -> date | None:
        """The day at whose 24:00 the new limit runs out."""
        return day_of(self.due_at)

    @property
    def story(self) -> str:
        """The order's."""
        return f"order:{self.order_id}"


class Exemption(Lived):
    """A proposal to leave an order out of the figures by reason code, approved by another person (B-6)."""

    kind: ClassVar[str] = "exemption"
    label: ClassVar[str] = "剔除申请"
    lifecycle = EXEMPTION
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="exemptions")
    code = models.CharField("原因", max_length=10, choices=Exclusion)
    ends_order = models.BooleanField("同时终止办理", default=False)
    evidence = models.TextField("依据")
    caller_told = models.CharField("告知服务对象的情况", max_length=400)
    proposed_at = models.DateTimeField("提出时间")
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    answer = models.CharField("决定理由", max_length=400, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["status", "-id"], name="exemption_waiting")]

    @property
    def story(self) -> str:
        """The order's."""
        return f"order:{self.order_id}"


class Note(Recorded):
    """An entry in the order: a call to the unit, a coordination, a three-way call, an addendum after archiving."""

    kind: ClassVar[str] = "note"
    label: ClassVar[str] = "工单记录"
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="notes")
    type = models.CharField("种类", max_length=20)
    at = models.DateTimeField("时间")
    text = models.TextField("内容")
    told: "models.JSONField[Any, Any]" = models.JSONField("其余各项", default=dict, blank=True)
    author = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["order", "at"], name="note_of_order")]

    @property
    def story(self) -> str:
        """The order's."""
        return f"order:{self.order_id}"
