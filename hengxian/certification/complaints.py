"""Complaints that the public lodged on the register, brought in from its outbox, each once (E-4, A-18)."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from hengxian.certification.models import Certificate, Complaint
from hengxian.certification.models.complaint import Subject
from hengxian.journal.acting import perform
from hengxian.publication import complaints as lodged
from hengxian.records.jobs import TIMETABLE
from hengxian.records.notices.telling import To, tell

# What the public chose, and what a complaint here is about. A client's is one only when its certificate is known.
SUBJECTS: dict[lodged.Subject, Subject] = {
    "证书使用不当": Subject.MISUSE,
    "疑似伪造的证书": Subject.MISUSE,
    "获证热线的服务或管理": Subject.CLIENT,
    "认证机构的工作": Subject.BODY,
}


def bring_in(at: datetime) -> int:
    """Take every waiting complaint in and tell the clerks; how many were new. Harmless when repeated.

    A complaint is moved out of the outbox once it is stored here, so that a crash in between loses none.
    PublicationFault for a file in the outbox that cannot be read.
    """
    outbox, count = Path(settings.HENGXIAN_COMPLAINTS), 0
    for each in lodged.pending(outbox):
        if not Complaint.objects.filter(receipt_code=each.receipt).exists():
            _take_in(each, at)
            count += 1
        lodged.take(outbox, each)
    return count


@transaction.atomic
def _take_in(told: lodged.Complaint, at: datetime) -> Complaint:
    certificate = Certificate.objects.filter(number=told.number.strip(), issued_on__isnull=False).first()
    subject = SUBJECTS[told.subject]
    # Without its certificate nobody knows the client: whoever takes it up finds out, and nothing said is lost.
    text = (
        told.text
        if certificate or not told.number
        else f"{told.text}\n\n（所称证书编号：{told.number}，登记中没有）"
    )
    complaint = Complaint(
        receipt_code=told.receipt, received_at=told.received_at, certificate=certificate,
        subject=Subject.MISUSE if subject == Subject.CLIENT and certificate is None else subject,
        contact=f"{told.contact_name} {told.contact}".strip(),
    )  # fmt: skip
    perform(complaint, "receive", by=TIMETABLE, at=at, text=f"【{told.subject}】{text}")
    to = To(role="clerk")
    tell(
        to, f"收到公众投诉 {complaint.number}", about=complaint.story, by=TIMETABLE, at=at,
        link=f"/office/complaint/{complaint.pk}/",
    )  # fmt: skip
    return complaint
