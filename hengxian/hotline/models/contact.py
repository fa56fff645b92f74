"""Callers and contacts: who reached the hotline, by which channel, when, and when a person answered (R3.2, R3.4)."""

import re
from typing import Any, ClassVar

from django.db import models

from hengxian.hotline.models.hotline import Hotline
from hengxian.journal.models import Recorded
from hengxian.people.models import Person
from hengxian.records.privacy import masking
from hengxian.records.privacy.scanning import masked_text


class CallerType(models.TextChoices):
    """Who calls (R3.4)."""

    PERSON = "自然人", "自然人"
    LEGAL_PERSON = "法人", "法人"
    OTHER = "其他组织", "其他组织"


class Channel(models.TextChoices):
    """By which way; the values are those of the dataset contract, phone apart, which becomes its table `calls`."""

    PHONE = "phone", "电话"
    SMS = "sms", "短信"
    MAILBOX = "mailbox", "信箱"
    WEB = "web", "网站"
    APP = "app", "移动应用"
    SOCIAL = "social", "社交媒体"
    OTHER = "other", "其他"


class Caller(Recorded):
    """Whoever called, known by a keyed hash of number or address; the number itself stays for calling back.

    Everything but `key` is 敏感: pages mask it, a reveal is an act with a reason (G-7).
    """

    kind: ClassVar[str] = "caller"
    label: ClassVar[str] = "服务对象"
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="callers")
    key = models.CharField("服务对象标识", max_length=64)
    type = models.CharField("类型", max_length=10, choices=CallerType, default=CallerType.PERSON)
    name = models.CharField("姓名或名称", max_length=80, blank=True, default="")
    contact_person = models.CharField("联系人", max_length=60, blank=True, default="")
    telephone = models.CharField("电话", max_length=40, blank=True, default="")
    address = models.CharField("联系地址", max_length=200, blank=True, default="")
    mail = models.CharField("电子邮箱", max_length=120, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hotline", "key"], name="caller_once")]

    @property
    def shown(self) -> str:
        """Who he is, masked: enough to tell two callers apart (G-7)."""
        name = self.name if self.type != CallerType.PERSON else masking.mask_name(self.name)
        way = masking.mask_telephone(self.telephone) if self.telephone else ""
        return (
            " ".join(filter(None, (name, way or (masking.mask_mail(self.mail) if self.mail else ""))))
            or "未留姓名"
        )

    @property
    def identity(self) -> list[str]:
        """What tells who it is, the longest first; a word of one sign is no name to look for.

        People leave the area code away: the number without it tells as much.
        """
        local = re.findall(r"\d{7,}", self.telephone)
        said = {self.name, self.contact_person, self.telephone, self.address, self.mail, *local}
        return sorted((each for each in said if len(each) > 1), key=len, reverse=True)


class Contact(Recorded):
    """One contact. `identity` is the exchange's, mail's or form's own id: the same event read twice makes one row.

    Answered means answered by a person; an IVR, a bot or an automatic reply leaves it empty (B-1, T37).
    """

    kind: ClassVar[str] = "contact"
    label: ClassVar[str] = "来电来件"
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="contacts")
    channel = models.CharField("渠道", max_length=10, choices=Channel)
    identity = models.CharField("来源编号", max_length=120)
    arrived_at = models.DateTimeField("到达时间")
    answered_at = models.DateTimeField("人工应答时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    queue = models.CharField("队列", max_length=40, blank=True, default="")
    agent = models.ForeignKey(
        Person,
        verbose_name="话务员",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contacts",
    )
    caller = models.ForeignKey(
        Caller, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts"
    )
    subject = models.CharField("标题", max_length=200, blank=True, default="")
    text = models.TextField("内容", blank=True, default="")
    response = models.TextField("人工答复", blank=True, default="")
    recording = models.CharField("录音路径", max_length=200, blank=True, default="")
    recording_digest = models.CharField("录音摘要", max_length=64, blank=True, default="")
    no_recording_reason = models.CharField("无录音的原因", max_length=120, blank=True, default="")
    is_test = models.BooleanField("测试", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hotline", "channel", "identity"], name="contact_once")
        ]
        indexes = [
            models.Index(fields=["hotline", "arrived_at"], name="contact_by_arrival"),
            models.Index(
                fields=["hotline", "channel", "arrived_at"], name="contact_waiting",
                condition=models.Q(answered_at=None, ended_at=None),
            ),
            models.Index(fields=["caller", "arrived_at"], name="contact_of_caller"),
        ]  # fmt: skip

    @property
    def story(self) -> str:
        """Its own; the order made from it has one too."""
        return f"contact:{self.pk}"

    @property
    def shown_caller(self) -> str:
        """Who came, masked."""
        return self.caller.shown if self.caller else "号码未显示"

    @property
    def shown_subject(self) -> str:
        """The title, personal data masked."""
        return masked_text(self.subject)

    @property
    def shown_text(self) -> str:
        """The words, personal data masked; the agent at work on it reads them at the desk."""
        return masked_text(self.text)


class Leg(Recorded):
    """One leg of a call, as the exchange tells it; legs of one call are one contact (B-1). Also 三方通话 parties."""

    kind: ClassVar[str] = "leg"
    label: ClassVar[str] = "通话段"
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="legs")
    identity = models.CharField("通话段编号", max_length=120)
    party = models.CharField("对方", max_length=80, blank=True, default="")
    began_at = models.DateTimeField("开始")
    answered_at = models.DateTimeField("接通", null=True, blank=True)
    ended_at = models.DateTimeField("结束", null=True, blank=True)
    is_person = models.BooleanField("人工", default=True)
    outcome = models.CharField("结果", max_length=40, blank=True, default="")
    told: "models.JSONField[Any, Any]" = models.JSONField("交换机原始信息", default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "identity"], name="leg_once")]

    @property
    def story(self) -> str:
        """The contact's."""
        return f"contact:{self.contact_id}"
