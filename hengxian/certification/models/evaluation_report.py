"""The evaluation report of a case, apart from the audit report (T44)."""

from typing import ClassVar

from django.db import models

from hengxian.certification.lifecycles import EVALUATION_REPORT
from hengxian.certification.models.application import nothing_yet
from hengxian.certification.models.case import Case
from hengxian.journal.models import Lived


class EvaluationReport(Lived):
    """Process, results and conclusion; `scorecard` is what the engine computed, never typed."""

    kind: ClassVar[str] = "evaluation_report"
    label: ClassVar[str] = "评价报告"
    lifecycle = EVALUATION_REPORT
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="evaluation_report")
    content_text = models.JSONField(default=nothing_yet)
    scorecard = models.JSONField(default=nothing_yet)

    @property
    def story(self) -> str:
        """The case's."""
        return f"case:{self.case_id}"

    def stories(self) -> tuple[str, ...]:
        """As the case's."""
        return self.case.stories()
