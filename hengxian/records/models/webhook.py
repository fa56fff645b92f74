"""Webhooks and what was sent to them: an address with its kinds, and one row for each event told."""

from typing import Any, ClassVar

from django.db import models

from hengxian.journal.models import Lived
from hengxian.records.webhooks.lifecycle import WEBHOOK

UNJOURNALED = ("told_up_to", "failures", "next_at", "held_until")


class Webhook(Lived):
    """Where a program is told. The secret is stored nowhere: it is derived from `salt` and the site's own key.

    `told_up_to` is the last entry of the journal that was looked at, `failures` how many tries failed in a row,
    `next_at` when to try again, `held_until` keeps two workers apart; these four no act changes.
    """

    kind: ClassVar[str] = "webhook"
    label: ClassVar[str] = "推送地址"
    lifecycle = WEBHOOK
    name = models.CharField("用途", max_length=80)
    address = models.CharField("接收地址", max_length=300)
    kinds: "models.JSONField[Any, Any]" = models.JSONField("推送的对象", default=list)
    salt = models.CharField(max_length=32)
    registered_at = models.DateTimeField("登记时间")
    told_up_to = models.BigIntegerField(default=0)
    failures = models.PositiveSmallIntegerField("连续失败次数", default=0)
    next_at = models.DateTimeField("下次尝试", null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)

    def content(self) -> dict[str, Any]:
        """All columns but those that the sending itself moves on."""
        return {name: value for name, value in super().content().items() if name not in UNJOURNALED}

    def may_be_amended(self) -> bool:
        """Another address is another webhook."""
        return False


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
