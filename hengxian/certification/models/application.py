"""Applications: form A, materials, conditions, and the two clocks of acceptance."""

from typing import Any, ClassVar

from django.db import models

from hengxian.certification.lifecycles import APPLICATION
from hengxian.certification.models.hotline import Hotline
from hengxian.journal.models import Lived
from hengxian.people.models import Organisation
from hengxian.records.edition import in_print


def nothing_yet() -> dict[str, Any]:
    """An empty form."""
    return {}


class Application(Lived):
    """One application. `form` holds appendix A by form and field (`{"A.1": {"applicant_name": …}, …}`).

    `statements` are the applicant's words on the five conditions, `contract` what was agreed; files hang on
    the story, the clerk's findings are register rows.
    """

    kind: ClassVar[str] = "application"
    label: ClassVar[str] = "申请"
    lifecycle = APPLICATION
    number = models.CharField("申请编号", max_length=40, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="applications")
    hotline = models.ForeignKey(
        Hotline, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    for_recertification_of = models.ForeignKey(
        "certification.Certificate",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recertifications",
    )
    form = models.JSONField(default=nothing_yet)
    statements = models.JSONField(default=nothing_yet)
    contract = models.JSONField(default=nothing_yet)
    supplement = models.JSONField(default=nothing_yet)
    evaluation = models.ForeignKey(
        "evaluation.Evaluation", null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    rule_edition = models.CharField("认证规则版本", max_length=160, blank=True, default="")
    started_at = models.DateTimeField()
    received_at = models.DateTimeField("首次收到", null=True, blank=True)
    supplement_told_at = models.DateTimeField("告知补充", null=True, blank=True)
    completed_at = models.DateTimeField("收齐", null=True, blank=True)
    decided_at = models.DateTimeField("受理决定", null=True, blank=True)
    signed_at = models.DateTimeField("签约", null=True, blank=True)

    @property
    def edition(self) -> str:
        """The edition of the rule as people read it."""
        return in_print(self.rule_edition)

    @property
    def is_recertification(self) -> bool:
        """Whether it asks to renew a certificate (6.4.3)."""
        return self.for_recertification_of_id is not None
