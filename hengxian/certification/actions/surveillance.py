"""Opening a surveillance: yearly when its time has come, special on a recorded trigger (6.4.2); always by a person."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.certification import letterhead
from hengxian.certification.models import Case, EvaluationReport
from hengxian.certification.models.case import AuditType
from hengxian.certification.numbers import next_number
from hengxian.certification.queries.watching import edition_warning
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import begin
from hengxian.records.clocks import local_day
from hengxian.records.documents.letters.audit import SurveillanceNotice
from hengxian.records.edition import edition_name
from hengxian.records.registers.reading import rows

SERIES = "JD"
YEARLY = "按年度进行的监督审核（6.4.2.1）"


@action("case", "open_surveillance")
@transaction.atomic
def open_surveillance(
    case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Case:
    """A case of its own with the edition frozen, its evaluation report, and the client told what is to come."""
    hold_chain()
    case.type = AuditType.SPECIAL if facts.get("type") == AuditType.SPECIAL.label else AuditType.SURVEILLANCE
    case.number = next_number(Case, SERIES, local_day(at))
    case.rule_edition = edition_name()
    case.opened_at = at
    case.trigger = _trigger(case)
    begin(case, "open_surveillance", by=by, at=at, **facts)
    begin(EvaluationReport(case=case), "start", by=by, at=at)
    letter = SurveillanceNotice(
        hotline=case.hotline.name, certificate=case.certificate.number if case.certificate else "",
        audit_kind=case.get_type_display(), due_on=facts["due_on"], trigger=case.trigger, reach=str(facts["reach"]),
        edition_warning=edition_warning(facts["due_on"]),
    )  # fmt: skip
    letterhead.send(letter, case.organisation, about=case.story, case=case.number, by=by, at=at)
    return case


def _trigger(case: Case) -> str:
    if case.type != AuditType.SPECIAL or case.certificate is None:
        return YEARLY
    newest = rows("special_triggers", case.certificate.story).last()
    return f"{newest.data['trigger']}：{newest.data['reason']}" if newest else ""
