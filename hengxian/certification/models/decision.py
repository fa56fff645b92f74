"""Decisions: what was decided on a case, on what basis, with the parameters that held then."""

from typing import ClassVar

from django.db import models

from hengxian.certification.models.application import nothing_yet
from hengxian.certification.models.case import Case
from hengxian.journal.models import Recorded
from hengxian.people.models import Person


class Outcome(models.TextChoices):
    """6.3.2 for certification, 6.4.2.3 for surveillance."""

    GRANT = "批准认证", "批准认证"
    CONDITIONAL = "有条件批准认证", "有条件批准认证"
    REFUSE = "不予批准认证", "不予批准认证"
    KEEP = "保持认证", "保持认证"
    SUSPEND = "拟暂停", "拟暂停"
    REVOKE = "撤销调查", "撤销调查"


class Decision(Recorded):
    """One decision, never changed: a later one (整改后批准) stands beside it. `basis` links opinion and NCs."""

    kind: ClassVar[str] = "decision"
    label: ClassVar[str] = "认证决定"
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField("决定", max_length=10, choices=Outcome)
    reason = models.TextField("理由")
    clause = models.CharField("条款", max_length=20)
    basis = models.JSONField(default=nothing_yet)
    parameters = models.JSONField("当时有效的参数", default=nothing_yet)
    limit_on = models.DateField("整改期限", null=True, blank=True)
    notice_due_on = models.DateField("通知期限", null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decisions")
    decided_at = models.DateTimeField()

    @property
    def story(self) -> str:
        """The case's."""
        return f"case:{self.case_id}"

    def may_be_amended(self) -> bool:
        """A decision stands."""
        return False
