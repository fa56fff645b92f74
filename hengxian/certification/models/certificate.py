"""Certificates, and their editions: the certificate is the right, an edition is the paper that shows it."""

from datetime import date
from typing import ClassVar

from django.db import models

from hengxian.certification.lifecycles import CERTIFICATE
from hengxian.certification.models.application import nothing_yet
from hengxian.certification.models.hotline import Hotline
from hengxian.journal.models import Lived, Recorded
from hengxian.people.models import Organisation


class Certificate(Lived):
    """One certificate. Its status is stored, its validity by date computed (T27); the number is used once, ever."""

    kind: ClassVar[str] = "certificate"
    label: ClassVar[str] = "证书"
    lifecycle = CERTIFICATE
    number = models.CharField("证书编号", max_length=60, unique=True)
    case = models.ForeignKey("certification.Case", on_delete=models.PROTECT, related_name="certificates")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="certificates")
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="certificates")
    issued_on = models.DateField("颁发日期", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    status_since = models.DateTimeField("状态变更时间", null=True, blank=True)
    proceedings = models.JSONField("正在进行的程序", default=nothing_yet)
    suspended_until = models.DateField("暂停期限", null=True, blank=True)
    appeal_until = models.DateField("申诉期限", null=True, blank=True)
    successor = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessor"
    )

    def stories(self) -> tuple[str, ...]:
        """What was done in its case bars here too."""
        return (self.story, f"case:{self.case_id}")

    def is_within_dates(self, on: date) -> bool:
        """Whether the day lies within the printed dates, both included; nothing is said of the status."""
        if self.issued_on is None or self.valid_until is None:
            return False
        return self.issued_on <= on <= self.valid_until

    def is_valid(self, on: date) -> bool:
        """有效 by status and within its dates."""
        return self.status == "有效" and self.is_within_dates(on)


class CertificateEdition(Recorded):
    """One printing: first issue, change, reissue. `shown` is exactly what the paper shows (7.1, 7.2)."""

    kind: ClassVar[str] = "certificate_edition"
    label: ClassVar[str] = "证书版次"
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("版次")
    occasion = models.CharField("缘由", max_length=10)
    shown = models.JSONField(default=nothing_yet)
    check_code = models.CharField("校验码", max_length=20)
    pdf_sha256 = models.CharField(max_length=64, blank=True, default="")
    pdf_sm3 = models.CharField(max_length=64, blank=True, default="")
    file = models.BigIntegerField("文件", null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["certificate", "number"], name="edition_number")]

    @property
    def story(self) -> str:
        """The certificate's."""
        return f"certificate:{self.certificate_id}"

    def may_be_amended(self) -> bool:
        """Paper that left the house stands; before, its file may be bound to it."""
        return self.certificate.status == "拟制" or not self.pdf_sha256
