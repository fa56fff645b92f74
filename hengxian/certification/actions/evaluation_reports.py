"""The evaluation report: compiled from the records, checked by another, approved twice, handed over (13.3.3)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.certification.letterhead import link_to
from hengxian.certification.models import EvaluationReport
from hengxian.certification.papers.evaluation import SORT, issue_evaluation_report
from hengxian.certification.queries.compiling import compiled
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.conditions import Act
from hengxian.journal.writing import check, enact
from hengxian.records.delivering import hand_over
from hengxian.records.issuing import documents_of
from hengxian.records.notices.telling import To, tell
from hengxian.records.registers.values import CHINA

TEXTS = ("process", "conclusion", "suggestions")


@action("evaluation_report", "draft")
@transaction.atomic
def draft(
    report: EvaluationReport, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> EvaluationReport:
    """Score with the kept figures and the judgements, make the paper, and keep all three bound to each other."""
    hold_chain()
    # Asked before the paper is made: nobody without the right to it makes the house compile a report.
    check(report, report.lifecycle.check_state("draft", report.state), Act("draft", by, at, facts))
    scorecard = compiled(report.case)
    said = {name: str(facts[name]) for name in TEXTS}
    document = issue_evaluation_report(report.case, scorecard, said, by=by, at=at)
    text = said | {"drafted_by": by.person, "document": document.pk, "fingerprint": document.fingerprint}
    changes = {"content_text": text, "scorecard": scorecard}
    return enact(report, "draft", by=by, at=at, version=version, changes=changes, **facts)


@action("evaluation_report", "return")
@transaction.atomic
def send_back(
    report: EvaluationReport, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> EvaluationReport:
    """Back to whoever compiles it; what was drafted stays readable as its edition."""
    hold_chain()
    enact(report, "return", by=by, at=at, version=version, **facts)
    case = report.case
    tell(To(role="auditor"), f"{case.number} 的评价报告被退回修改", about=case.story, by=by, at=at)
    return report


@action("evaluation_report", "approve_as_committee")
@transaction.atomic
def approve(
    report: EvaluationReport, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> EvaluationReport:
    """The second approval; the clerk hears that it waits to be handed over."""
    hold_chain()
    enact(report, "approve_as_committee", by=by, at=at, version=version, **facts)
    case = report.case
    tell(To(role="clerk"), f"{case.number} 的评价报告已批准，待反馈", about=case.story, by=by, at=at)
    return report


@action("evaluation_report", "hand_over")
@transaction.atomic
def feed_back(
    report: EvaluationReport, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> EvaluationReport:
    """The client has the report and its suggestions, and what shows it (13.3.3.4)."""
    hold_chain()
    enact(report, "hand_over", by=by, at=at, version=version, **facts)
    case, paper = report.case, documents_of(report.story, sort=SORT)[-1]
    way, proof = facts["delivery"], facts.get("proof") or ()
    hand_over(paper, way=way, delivered_at=_instant(facts["delivered_at"]), evidence=proof, by=by, at=at)
    told = f"已送达：{paper.number}"
    tell(To(organisation=case.organisation), told, about=case.story, by=by, at=at, link=link_to(case.story))
    return report


def _instant(moment: datetime | str) -> datetime:
    told = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return told if told.tzinfo else told.replace(tzinfo=CHINA)
