"""Opening a case from a signed agreement, with the edition it is judged by (6.2.1, 4.1, A-1)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.certification.models import Case, EvaluationReport
from hengxian.certification.models.case import AuditType
from hengxian.certification.numbers import next_number
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import begin
from hengxian.records.clocks import local_day
from hengxian.records.edition import edition_name


@action("case", "open")
@transaction.atomic
def open_case(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """One case by an application, initial or recertification, and beside it the evaluation report of 13.3 (T44)."""
    hold_chain()
    application = case.application
    if application is not None:
        application.refresh_from_db()
        case.type = AuditType.RECERTIFICATION if application.is_recertification else AuditType.INITIAL
    case.number = next_number(Case, "AN", local_day(at))
    case.rule_edition = edition_name()
    case.opened_at = at
    begin(case, "open", by=by, at=at, **facts)
    begin(EvaluationReport(case=case), "start", by=by, at=at)
    return case
