"""Audit cases: initial, recertification, yearly and special surveillance."""

from typing import ClassVar

from django.db import models

from hengxian.certification.lifecycles import CASE
from hengxian.certification.models.application import Application, nothing_yet
from hengxian.certification.models.hotline import Hotline
from hengxian.journal.models import Lived
from hengxian.people.models import Organisation
from hengxian.records.edition import in_print


class AuditType(models.TextChoices):
    """The kinds of audit of 5.3 and 6.4.2; the values are the pack's."""

    INITIAL = "initial", "初次认证"
    SURVEILLANCE = "surveillance", "年度监督审核"
    SPECIAL = "special", "特殊监督审核"
    RECERTIFICATION = "recertification", "再认证"


class Case(Lived):
    """One audit with its evaluation, up to the archive. Everything found is register rows bound to the case."""

    kind: ClassVar[str] = "case"
    label: ClassVar[str] = "审核案"
    lifecycle = CASE
    number = models.CharField("案号", max_length=40, unique=True)
    type = models.CharField("审核类型", max_length=20, choices=AuditType)
    application = models.ForeignKey(
        Application, null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    certificate = models.ForeignKey(
        "certification.Certificate", null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cases")
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="cases")
    rule_edition = models.CharField("认证规则版本", max_length=160)
    trigger = models.TextField("启动的原因", blank=True, default="")
    opened_at = models.DateTimeField()
    on_site_from = models.DateField("现场审核开始", null=True, blank=True)
    on_site_until = models.DateField("现场审核结束", null=True, blank=True)
    plan = models.JSONField(default=nothing_yet)
    report = models.JSONField(default=nothing_yet)
    evaluation = models.ForeignKey(
        "evaluation.Evaluation", null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    round = models.PositiveSmallIntegerField("第几次审查", default=1)
    decided_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    notified_at = models.DateTimeField(null=True, blank=True)

    def stories(self) -> tuple[str, ...]:
        """What was done in the application bars in its case too."""
        own = (self.story,)
        return own + ((f"application:{self.application_id}",) if self.application_id else ())

    @property
    def edition(self) -> str:
        """The edition of the rule as people read it."""
        return in_print(self.rule_edition)

    @property
    def is_certification(self) -> bool:
        """Whether it ends in a certification decision (6.3.2), not in one on surveillance (6.4.2.3)."""
        return self.type in (AuditType.INITIAL, AuditType.RECERTIFICATION)
