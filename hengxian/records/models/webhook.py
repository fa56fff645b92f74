"""Webhooks and what was sent to them: an address with its kinds, and one row for each event told."""

from typing import Any, ClassVar

from django.db import models

from hengxian.records.models.outlet import Outlet
from hengxian.records.webhooks.lifecycle import WEBHOOK


class Webhook(Outlet):
    """Where a program is told."""

    kind: ClassVar[str] = "webhook"
    label: ClassVar[str] = "推送地址"
    lifecycle = WEBHOOK
    name = models.CharField("用途", max_length=80)
    address = models.CharField("接收地址", max_length=300)
    kinds: "models.JSONField[Any, Any]" = models.JSONField("推送的对象", default=list)


class Delivery(models.Model):
    """One event for one webhook, 未送达 until the receiver answered 2xx. `sequence` is the entry's; a test has none."""

    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    sequence = models.BigIntegerField("日志序号", null=True, blank=True)
    event = models.CharField("事项", max_length=130)
    body = models.TextField("内容")
    made_at = models.DateTimeField("列入")
    tries = models.PositiveSmallIntegerField("尝试次数", default=0)
    tried_at = models.DateTimeField("最近一次", null=True, blank=True)
    taken_at = models.DateTimeField("送达", null=True, blank=True)
    status = models.PositiveSmallIntegerField("回答的状态码", null=True, blank=True)
    answer = models.CharField("回答", max_length=300, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["webhook", "sequence"], name="delivery_once")]
        indexes = [models.Index(fields=["webhook", "taken_at", "sequence"], name="delivery_waiting")]

    @property
    def standing(self) -> str:
        """未送达 or 已送达."""
        return "已送达" if self.taken_at else "未送达"
