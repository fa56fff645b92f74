"""The two reports of a case: 审核报告 (6.2.3.2) and 评价报告 (13.3.3), as papers for PDF and Word."""

from .audit import AuditReport, ClauseFinding, SectionCount, audit_report
from .evaluation import (
    CoverageLine,
    DimensionConclusion,
    EvaluationReport,
    JudgedLine,
    ScoreLine,
    evaluation_report,
    score_lines,
)

__all__ = [
    "AuditReport",
    "ClauseFinding",
    "CoverageLine",
    "DimensionConclusion",
    "EvaluationReport",
    "JudgedLine",
    "ScoreLine",
    "SectionCount",
    "audit_report",
    "evaluation_report",
    "score_lines",
]
