"""Complaints: on a client, on the body, on misuse of a certificate; also anonymous (A-18)."""

from typing import ClassVar

from django.db import models

from hengxian.certification.lifecycles import COMPLAINT
from hengxian.certification.models.certificate import Certificate
from hengxian.journal.models import Lived
from hengxian.people.models import Organisation, Person


class Subject(models.TextChoices):
    """What a complaint is about."""

    CLIENT = "获证组织", "获证组织"
    BODY = "认证机构", "认证机构"
    MISUSE = "证书误用", "证书误用"


class Complaint(Lived):
    """One complaint; `receipt_code` lets whoever complained ask for the answer without an account."""

    kind: ClassVar[str] = "complaint"
    label: ClassVar[str] = "投诉"
    lifecycle = COMPLAINT
    number = models.CharField("编号", max_length=40, unique=True)
    receipt_code = models.CharField("回执码", max_length=40, unique=True)
    subject = models.CharField("对象", max_length=10, choices=Subject)
    certificate = models.ForeignKey(
        Certificate, null=True, blank=True, on_delete=models.PROTECT, related_name="complaints"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="complaints"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="complaints_about"
    )
    text = models.TextField("内容")
    contact = models.CharField("联系方式", max_length=200, blank=True, default="")
    findings = models.TextField("调查结果", blank=True, default="")
    answer = models.TextField("答复", blank=True, default="")
    follow_up = models.CharField("后续行动", max_length=20, blank=True, default="")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    received_at = models.DateTimeField()
