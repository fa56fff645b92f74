"""What intake keeps beside contacts and orders: events of the switch, access keys, links of orders, tries at a door."""

from typing import Any, ClassVar

from django.db import models

from hengxian.hotline.models.contact import Channel
from hengxian.hotline.models.hotline import Hotline
from hengxian.hotline.models.order import Order
from hengxian.journal.models import Recorded


class SwitchEvent(models.Model):
    """One event as the switch told it, kept once by its own id; the contact is what all events of a call make.

    Not journaled: it is the evidence a contact is made from, and is changed by nobody but the destroying of its
    archived order, which leaves in `told` what names nobody. `call` is empty for an outage.
    """

    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="switch_events")
    identity = models.CharField("事件编号", max_length=120)
    call = models.CharField("呼叫编号", max_length=120, blank=True, default="")
    type = models.CharField("事件", max_length=12)
    at = models.DateTimeField("时间")
    told: "models.JSONField[Any, Any]" = models.JSONField("交换机原始信息", default=dict)
    taken_at = models.DateTimeField("收到时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hotline", "identity"], name="switch_event_once")]
        indexes = [models.Index(fields=["hotline", "call"], name="switch_event_of_call")]


class AccessKey(Recorded):
    """Lets a programme hand something in at one hotline: a switch, a message gateway, an Open311 client.

    The key itself is shown once; its digest is kept. `channel` is what a gateway's messages come by.
    """

    kind: ClassVar[str] = "access_key"
    label: ClassVar[str] = "接入密钥"
    PURPOSES: ClassVar = [
        ("exchange", "交换机"),
        ("messages", "短信及媒体网关"),
        ("open311", "Open311 客户端"),
    ]
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="access_keys")
    name = models.CharField("接入方", max_length=80)
    purpose = models.CharField("用途", max_length=10, choices=PURPOSES)
    channel = models.CharField("渠道", max_length=10, blank=True, default="")
    digest = models.CharField("SHA-256", max_length=64, unique=True)
    made_at = models.DateTimeField("创建")
    ended_at = models.DateTimeField("停用", null=True, blank=True)

    @property
    def shown_channel(self) -> str:
        """The channel in words."""
        return Channel(self.channel).label if self.channel else ""

    @property
    def story(self) -> str:
        """The hotline's."""
        return f"hotline:{self.hotline_id}"


class Link(Recorded):
    """An agent says that an order is about the same as an earlier one; both stay, and each keeps its caller (B-7)."""

    kind: ClassVar[str] = "order_link"
    label: ClassVar[str] = "工单关联"
    TYPES: ClassVar = [("duplicate", "重复来电"), ("same_matter", "同一事项")]
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="links")
    earlier = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="later_links")
    type = models.CharField("关系", max_length=12, choices=TYPES)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "earlier"], name="order_link_once")]

    @property
    def story(self) -> str:
        """The later order's."""
        return f"order:{self.order_id}"


class Knock(models.Model):
    """A try at a public door, by a keyed hash of who knocked; old ones are swept. Not journaled: nobody's act."""

    purpose = models.CharField(max_length=20)
    who = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["purpose", "who", "at"], name="knock_lately")]
