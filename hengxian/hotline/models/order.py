"""Work orders: one 工单 keeps the whole run, from the caller's basics to the follow-up (R3.6)."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models

from hengxian.hotline.lifecycles.order import ORDER
from hengxian.hotline.models.contact import Caller, Channel, Contact
from hengxian.hotline.models.hotline import Hotline
from hengxian.hotline.models.unit import Matter, Unit
from hengxian.journal.models import Lived
from hengxian.people.models import Person
from hengxian.records.clocks import local_day
from hengxian.records.privacy.masking import HIDDEN
from hengxian.records.privacy.scanning import masked_text


class OrderKind(models.TextChoices):
    """The four kinds of 10.1.1; a complaint about staff conduct is an 意见建议 with the unit complained of."""

    CONSULTATION = "consultation", "咨询"
    APPEAL = "appeal", "诉求"
    SUGGESTION = "suggestion", "意见建议"
    INFORMATION = "information", "信息查询"


class Handling(models.TextChoices):
    """How it was handled (10.2)."""

    DIRECT = "direct", "直接答复"
    CONFERENCE = "conference", "三方通话"
    TRANSFERRED = "transferred", "转交办理"


class Emergency(models.TextChoices):
    """The four kinds of 10.2.2.3."""

    NATURAL = "自然灾害", "自然灾害"
    ACCIDENT = "事故灾难", "事故灾难"
    HEALTH = "公共卫生事件", "公共卫生事件"
    SECURITY = "社会安全事件", "社会安全事件"


class Exclusion(models.TextChoices):
    """Why an order leaves the figures (B-6); each needs a proposer, evidence and another person's approval."""

    STATUTORY = "法定途径", "应通过法定途径解决"
    ANSWERED = "重复且已答复", "重复反映且已答复"
    BEYOND = "超职责", "超出职责范围"
    UNLAWFUL = "违法违俗", "违反法律或公序良俗"
    SECRET = "涉密", "涉及秘密"
    UNCOOPERATIVE = "不配合", "服务对象不配合"
    MALICIOUS = "恶意", "恶意"


class Order(Lived):
    """A work order. Instants are facts told by acts; overdue and due soon are computed from `due_at` (G-2).

    `due_at` is the limit first given, `limit_at` the one in force after approved extensions. `place` and
    `text` are the caller's words: masked for whoever needs no contact. The query code is kept as a digest.
    """

    kind: ClassVar[str] = "order"
    label: ClassVar[str] = "工单"
    lifecycle = ORDER
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="orders")
    number = models.CharField("工单编号", max_length=30)
    code_digest = models.CharField("查询码摘要", max_length=64, blank=True, default="")
    contact = models.ForeignKey(
        Contact,
        verbose_name="来电来件",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="orders",
    )
    caller = models.ForeignKey(
        Caller,
        verbose_name="服务对象",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="orders",
    )
    is_anonymous = models.BooleanField("匿名", default=False)
    agent = models.ForeignKey(
        Person, verbose_name="受理人", null=True, blank=True, on_delete=models.PROTECT, related_name="orders"
    )
    channel = models.CharField("渠道", max_length=10, choices=Channel)
    type = models.CharField("类别", max_length=14, choices=OrderKind)
    matter = models.ForeignKey(
        Matter,
        verbose_name="事项类别",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="orders",
    )
    title = models.CharField("标题", max_length=120)
    text = models.TextField("反映内容")
    area = models.CharField("区域", max_length=60, blank=True, default="")
    place = models.CharField("地点", max_length=200, blank=True, default="")
    matter_key = models.CharField("同一事项标识", max_length=64, blank=True, default="")
    read_back = models.BooleanField("已向服务对象复述确认", default=False)
    is_conduct_complaint = models.BooleanField("投诉工作人员", default=False)
    complained_of = models.ForeignKey(
        Unit,
        verbose_name="被投诉单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="complaints",
    )
    is_confidential = models.BooleanField("服务对象要求保密", default=False)
    no_reply = models.BooleanField("要求不回复", default=False)
    no_followup = models.BooleanField("要求不回访", default=False)
    accepted_at = models.DateTimeField("受理时间")
    is_emergency = models.BooleanField("突发应急事件", default=False)
    emergency_type = models.CharField("事件种类", max_length=10, choices=Emergency, blank=True, default="")
    reported_to_manager_at = models.DateTimeField("报热线管理者", null=True, blank=True)
    acknowledged_at = models.DateTimeField("热线管理者确认", null=True, blank=True)
    reported_to_department_at = models.DateTimeField("报应急处置部门", null=True, blank=True)
    emergency_department = models.CharField("应急处置部门", max_length=80, blank=True, default="")
    emergency_receipt = models.CharField("部门接报回执", max_length=200, blank=True, default="")
    handling = models.CharField("办理方式", max_length=12, choices=Handling, blank=True, default="")
    closed_in_first_contact = models.BooleanField("首次来电办结", default=False)
    opinion = models.TextField("转办意见", blank=True, default="")
    lead = models.ForeignKey(
        Unit,
        verbose_name="牵头单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="led_orders",
    )
    transferred_at = models.DateTimeField("转交时间", null=True, blank=True)
    limit_days = models.PositiveSmallIntegerField("办理时限（工作日）", null=True, blank=True)
    due_at = models.DateTimeField("原定办理期限", null=True, blank=True)
    limit_at = models.DateTimeField("现行办理期限", null=True, blank=True)
    is_directed = models.BooleanField("指定承办", default=False)
    returns = models.PositiveSmallIntegerField("退单次数", default=0)
    replied_at = models.DateTimeField("答复服务对象时间", null=True, blank=True)
    reply_way = models.CharField("答复方式", max_length=40, blank=True, default="")
    reply = models.TextField("答复内容", blank=True, default="")
    recorded_at = models.DateTimeField("结果录入时间", null=True, blank=True)
    result = models.TextField("办理结果", blank=True, default="")
    claimed_resolved = models.BooleanField("承办单位称已解决", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    rounds = models.PositiveSmallIntegerField("办理轮次", default=1)
    reopened_at = models.DateTimeField("重新办理时间", null=True, blank=True)
    exclusion = models.CharField("剔除原因", max_length=10, choices=Exclusion, blank=True, default="")
    exclusion_by = models.ForeignKey(
        Person, verbose_name="剔除提出人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    exclusion_approved_by = models.ForeignKey(
        Person, verbose_name="剔除批准人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    followup_planned = models.BooleanField("列入回访", null=True, blank=True)
    archived_at = models.DateTimeField("归档时间", null=True, blank=True)
    is_test = models.BooleanField("测试", default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hotline", "number"], name="order_number_once")]
        indexes = [
            models.Index(fields=["hotline", "-id"], name="order_latest"),
            models.Index(fields=["hotline", "status", "-id"], name="order_by_status"),
            models.Index(fields=["hotline", "status", "limit_at"], name="order_by_limit"),
            models.Index(fields=["hotline", "accepted_at"], name="order_by_acceptance"),
            models.Index(fields=["hotline", "closed_at", "accepted_at"], name="order_by_closing"),
            # A period asks what fell due in it; an order that was never transferred is in neither of these.
            models.Index(
                fields=["hotline", "due_at", "accepted_at"],
                name="order_by_due",
                condition=models.Q(due_at__isnull=False),
            ),
            models.Index(
                fields=["hotline", "limit_at", "accepted_at"],
                name="order_by_promise",
                condition=models.Q(limit_at__isnull=False),
            ),
            models.Index(fields=["caller", "-id"], name="order_of_caller"),
            models.Index(fields=["hotline", "matter_key", "accepted_at"], name="order_of_matter"),
            models.Index(fields=["agent", "hotline", "-id"], name="order_of_agent"),
            models.Index(
                fields=["hotline", "id"], name="order_emergencies", condition=models.Q(is_emergency=True)
            ),
        ]

    def __str__(self) -> str:
        """The number."""
        return self.number

    @property
    def headline(self) -> str:
        """The title as lists show it: without anything that tells who called."""
        return self.masked(self.title)

    @property
    def limit_on(self) -> date | None:
        """The day at whose 24:00 the limit in force runs out."""
        return day_of(self.limit_at)

    @property
    def due_on(self) -> date | None:
        """The day at whose 24:00 the limit first given runs out."""
        return day_of(self.due_at)

    def masked(self, text: str) -> str:
        """A text without name, number and address of this caller, nor whatever else looks like personal data."""
        for said in self.caller.identity if self.caller else ():
            text = text.replace(said, HIDDEN)
        return masked_text(text)

    @property
    def marks(self) -> str:
        """What one has to know at a glance: 应急, 退单 2 次, 第 2 轮, 指定承办, 保密, 剔除."""
        told = (
            (self.is_emergency, f"应急：{self.emergency_type}"), (self.returns, f"退单 {self.returns} 次"),
            (self.rounds > 1, f"第 {self.rounds} 轮办理"), (self.is_directed, "指定承办"),
            (self.is_confidential, "服务对象要求保密"), (self.is_conduct_complaint, "投诉工作人员"),
            (self.exclusion, f"已剔除：{self.exclusion}"), (self.is_test, "测试"),
        )  # fmt: skip
        return "、".join(label for holds, label in told if holds)


def day_of(limit: datetime | None) -> date | None:
    """The day at whose 24:00 a limit runs out."""
    return local_day(limit - timedelta(microseconds=1)) if limit else None
