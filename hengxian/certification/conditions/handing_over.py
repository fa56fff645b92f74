"""Conditions on the evaluation report that the decision waits for (13.3.3.3, 13.3.3.4)."""

from hengxian.certification.models import Case, EvaluationReport
from hengxian.journal.conditions import Act, condition


@condition
def evaluation_report_approved(case: Case, act: Act) -> str | None:
    """The evaluation report is approved by its own two acts (13.3.3.3)."""
    report = EvaluationReport.objects.filter(case=case).first()
    return (
        None if report and report.status == "已批" else "评价报告尚未经评价组长和技术委员会批准（13.3.3.3）"
    )


@condition
def evaluation_report_handed_over(case: Case, act: Act) -> str | None:
    """Handed to the client, with proof, before the decision is notified (13.3.3.4)."""
    report = EvaluationReport.objects.filter(case=case).first()
    return None if report and report.marker == "已反馈" else "评价报告尚未反馈给被评价组织（13.3.3.4）"
