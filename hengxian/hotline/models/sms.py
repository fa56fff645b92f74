"""Messages to citizens by SMS, and the gateway that sends them (R3.2): an address, its templates, a row a message."""

from typing import Any, ClassVar

from django.db import models

from hengxian.hotline.lifecycles.sms import SMS_GATEWAY, TYPES
from hengxian.hotline.models.contact import Caller, Contact
from hengxian.hotline.models.hotline import Hotline
from hengxian.hotline.models.order import Order
from hengxian.hotline.models.survey import Invitation
from hengxian.journal.models import Recorded
from hengxian.records.models.outlet import Outlet

DELIVERING = (
    "held_until", "tries", "tried_at", "status", "answer", "taken_at", "ended_at", "outcome", "outcome_at",
)  # fmt: skip


class SmsGateway(Outlet):
    """Where a hotline's messages are handed over.

    `templates` are the vendor's ids by type of message; a type without one is not sent.
    """

    kind: ClassVar[str] = "sms_gateway"
    label: ClassVar[str] = "短信网关"
    lifecycle = SMS_GATEWAY
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="sms_gateways")
    name = models.CharField("网关运营方", max_length=80)
    basis = models.CharField("委托依据", max_length=400)
    address = models.CharField("网关地址", max_length=300)
    templates: "models.JSONField[Any, Any]" = models.JSONField("模板编号", default=dict, blank=True)

    def __str__(self) -> str:
        """The operator's name."""
        return self.name

    @property
    def story(self) -> str:
        """The hotline's."""
        return f"hotline:{self.hotline_id}"


class Sms(Recorded):
    """One message. The number stands nowhere in it: it is read from the caller when the message is handed over.

    `text` is kept for an agent's own words alone; what is told automatically follows from its record. `key` is
    what may be told only once. `taken_at`: the gateway has it; `ended_at`: it is not tried any more, `answer` says
    why; `outcome` is what the gateway reported later. How far it came is no act, hence not in the journal.
    """

    kind: ClassVar[str] = "sms"
    label: ClassVar[str] = "短信"
    gateway = models.ForeignKey(SmsGateway, on_delete=models.PROTECT, related_name="messages")
    type = models.CharField("种类", max_length=10, choices=tuple(TYPES.items()))
    caller = models.ForeignKey(Caller, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(Order, null=True, blank=True, on_delete=models.PROTECT, related_name="sms")
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="sms")
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField("内容", blank=True, default="")
    key = models.CharField("只告知一次的事项", max_length=80, unique=True)
    made_at = models.DateTimeField("列入")
    held_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField("尝试次数", default=0)
    tried_at = models.DateTimeField("最近一次", null=True, blank=True)
    status = models.PositiveSmallIntegerField("网关回答的状态码", null=True, blank=True)
    answer = models.CharField("网关的回答", max_length=300, blank=True, default="")
    taken_at = models.DateTimeField("交网关", null=True, blank=True)
    ended_at = models.DateTimeField("不再发送", null=True, blank=True)
    outcome = models.CharField("回执", max_length=10, blank=True, default="")
    outcome_at = models.DateTimeField("回执时间", null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["gateway", "tries", "id"], name="sms_waiting",
                condition=models.Q(taken_at=None, ended_at=None),
            )
        ]  # fmt: skip

    @property
    def story(self) -> str:
        """The order's, or the contact's it answers."""
        return f"order:{self.order_id}" if self.order_id else f"contact:{self.contact_id}"

    @property
    def identity(self) -> str:
        """The same at every try; a gateway that has it already throws the second away."""
        return f"{self.gateway.hotline.code}-sms-{self.pk}"

    @property
    def standing(self) -> str:
        """待发送, 已交网关, 已送达, 未送达 or 未发送."""
        if self.outcome:
            return self.outcome
        if self.taken_at:
            return "已交网关"
        return "未发送" if self.ended_at else "待发送"

    def content(self) -> dict[str, Any]:
        """All columns but those that the sending itself moves on."""
        return {name: value for name, value in super().content().items() if name not in DELIVERING}

    def may_be_amended(self) -> bool:
        """What was told was told."""
        return False
