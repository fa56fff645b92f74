"""Complaints: taken in by hand or from the register's outbox, answered, and followed up (A-18)."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.certification.models import Certificate, Complaint
from hengxian.certification.models.complaint import Subject
from hengxian.certification.numbers import next_number
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import begin, enact
from hengxian.kernel.refusals import Incomplete
from hengxian.people.models import Person
from hengxian.publication.complaints import receipt_for
from hengxian.records.clocks import local_day

SERIES = "TS"


@action("complaint", "receive")
@transaction.atomic
def receive(
    complaint: Complaint, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Complaint:
    """Number it, and find what it is about: certificate and client by the certificate's number, a person by name.

    Incomplete for a number of no certificate, and for a complaint about a client without one.
    """
    hold_chain()
    complaint.text = str(facts.get("text") or "")
    complaint.received_at = complaint.received_at or at
    complaint.receipt_code = complaint.receipt_code or receipt_for(secrets.token_hex(16), at)
    complaint.number = next_number(Complaint, SERIES, local_day(at))
    complaint.subject = complaint.subject or str(facts.get("subject") or Subject.BODY)
    complaint.contact = complaint.contact or str(facts.get("contact") or "")
    _find_certificate(complaint, str(facts.get("certificate_number") or "").strip())
    if complaint.person_id is None and facts.get("person"):
        complaint.person = Person._default_manager.get(pk=facts["person"])
    return begin(complaint, "receive", by=by, at=at, **facts)


@action("complaint", "investigate")
def investigate(
    complaint: Complaint, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Complaint:
    """What was found is kept with the complaint."""
    changes = {"findings": facts.get("findings", "")}
    return enact(complaint, "investigate", by=by, at=at, version=version, changes=changes, **facts)


@action("complaint", "answer")
def answer(
    complaint: Complaint, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Complaint:
    """The answer, and what follows from it; a special surveillance is offered, never opened by itself (6.4.2.2)."""
    changes = {"answer": facts.get("answer", ""), "follow_up": facts.get("follow_up", ""), "answered_at": at}
    return enact(complaint, "answer", by=by, at=at, version=version, changes=changes, **facts)


def _find_certificate(complaint: Complaint, number: str) -> None:
    if number and complaint.certificate_id is None:
        complaint.certificate = Certificate.objects.filter(number=number, issued_on__isnull=False).first()
        if complaint.certificate is None:
            raise Incomplete(f"没有编号为“{number}”的证书", "6.4.2.2", ("certificate_number",))
    if complaint.certificate is not None:
        complaint.organisation = complaint.certificate.organisation
    elif complaint.subject == Subject.CLIENT and complaint.organisation_id is None:
        raise Incomplete("投诉获证组织的，须写明证书编号", "6.4.2.2", ("certificate_number",))
