"""Appeals."""

from typing import ClassVar

from django.db import models

from hengxian.certification.lifecycles import APPEAL
from hengxian.certification.models.application import nothing_yet
from hengxian.certification.models.case import Case
from hengxian.certification.models.certificate import Certificate
from hengxian.journal.models import Lived
from hengxian.people.models import Organisation


class Appeal(Lived):
    """An appeal against a revocation notice (8.3.2.3), or against another decision (规则外)."""

    kind: ClassVar[str] = "appeal"
    label: ClassVar[str] = "申诉"
    lifecycle = APPEAL
    number = models.CharField("编号", max_length=40, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="appeals")
    certificate = models.ForeignKey(
        Certificate, null=True, blank=True, on_delete=models.PROTECT, related_name="appeals"
    )
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="appeals")
    is_by_rule = models.BooleanField("规则规定的申诉", default=False)
    grounds = models.TextField("申诉理由")
    findings = models.JSONField(default=nothing_yet)
    lodged_at = models.DateTimeField()
    handling_due_on = models.DateField("处理期限", null=True, blank=True)

    def stories(self) -> tuple[str, ...]:
        """What was done in the case and on the certificate bars here."""
        earlier = [f"certificate:{self.certificate_id}"] if self.certificate else []
        cases = [self.case_id, self.certificate.case_id if self.certificate else None]
        return (self.story, *earlier, *(f"case:{case}" for case in dict.fromkeys(cases) if case))
