"""The audit report is compiled from the records when it is drafted, and again each time it is drafted anew."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.certification.models import Case
from hengxian.certification.papers.audit import issue_audit_report
from hengxian.certification.queries.findings import findings_digest
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.conditions import Act
from hengxian.journal.writing import check, enact


@action("case", "draft_report")
@transaction.atomic
def draft(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """The conclusion, and the document it stands in by its fingerprint: what is approved is this edition."""
    hold_chain()
    # Asked before the paper is made: nobody without the right to it makes the house compile a report.
    check(case, case.lifecycle.check_state("draft_report", case.state), Act("draft_report", by, at, facts))
    document = issue_audit_report(case, str(facts["conclusion"]), by=by, at=at)
    report = {
        "conclusion": facts["conclusion"],
        "drafted_by": by.person,
        "document": document.pk,
        "fingerprint": document.fingerprint,
        "findings": findings_digest(case),
    }
    return enact(case, "draft_report", by=by, at=at, version=version, changes={"report": report}, **facts)
