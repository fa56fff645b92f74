"""What the body's own affairs add to the common pages: risks, ages, archives, complaints and change reports."""

from typing import Any

from django.urls import reverse

from hengxian.certification.archive.contents import lacking
from hengxian.certification.models import Case, Certificate, Complaint
from hengxian.certification.queries.ages import CLOSED, age_of
from hengxian.certification.queries.following_up import complaints_to_follow, open_risks, reports_to_handle
from hengxian.certification.telling_public import is_rule_filed
from hengxian.people.models import Organisation
from hengxian.records.models import RegisterRow
from hengxian.records.privacy.scanning import masked_text
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor
from hengxian.web.components import menu

HEADS = frozenset({"head_of_body"})
FOLLOWERS = frozenset({"clerk", "head_of_body"})
KEEPERS = frozenset({"certificate_administrator", "head_of_body"})
ERASERS = frozenset({"clerk", "certificate_administrator", "appeal_panel", "head_of_body"})
DECIDED = ("已决定", "已归档")
menu.add(
    menu.Entry("机构概况", "speedometer2", "office:head", roles=HEADS, order=0),
    menu.Entry("办理时长", "hourglass-split", "office:slow", "业务", FOLLOWERS, 32),
    menu.Entry("待跟进", "arrow-return-right", "office:follow_ups", "业务", FOLLOWERS | KEEPERS, 33),
    menu.Entry("向公众公布", "megaphone-fill", "office:public", "机构", KEEPERS, 42),
    menu.Entry("清除个人信息", "eraser", "office:erasures", "机构", ERASERS, 43),
)


@panel("case", "certifying/body/risks.html", order=5)
def risks(case: Case, visitor: Visitor) -> dict[str, Any] | None:
    """Open high risks to impartiality, for those who keep or review the file (条例 13)."""
    if visitor.is_client or not visitor.actor.roles & {
        "clerk",
        "head_of_body",
        "committee_chair",
        "committee_member",
    }:
        return None
    found = open_risks(case)
    return {"risks": [row.data for row in found]} if found else None


@panel("case", "certifying/body/filing.html", order=6)
def filing(case: Case, visitor: Visitor) -> dict[str, Any] | None:
    """That the rule's filing has not been entered, while it is missing (条例 17)."""
    return None if visitor.is_client or is_rule_filed() else {"filing": "未填"}


@panel("case", "certifying/body/age.html", order=90)
def age(case: Case, visitor: Visitor) -> dict[str, Any] | None:
    """How old the case and its present step are (L22)."""
    if visitor.is_client or case.status in CLOSED["case"]:
        return None
    return {"age": age_of(case, visitor.at)}


@panel("case", "certifying/body/archive.html", order=95)
def archive(case: Case, visitor: Visitor) -> dict[str, Any] | None:
    """What the archive lacks once the case is decided, and the folder to take away (条例 21)."""
    if visitor.is_client or not visitor.actor.roles & FOLLOWERS:
        return None
    return {"lacking": lacking(case) if case.status in DECIDED else None}


@panel("complaint", "certifying/body/complaint.html", order=10)
def aftermath(complaint: Complaint, visitor: Visitor) -> dict[str, Any] | None:
    """Who complained, masked; and what the answer called for and nobody has begun."""
    waiting = next((each for each in complaints_to_follow() if each.complaint == complaint), None)
    return {"contact": masked_text(complaint.contact), "waiting": waiting}


@panel("certificate", "certifying/body/reports.html", order=15)
@panel("organisation", "certifying/body/reports.html", order=15)
def reports(record: Certificate | Organisation, visitor: Visitor) -> dict[str, Any] | None:
    """Change reports that wait to be handled (A-6)."""
    if visitor.is_client:
        return None
    found = [each for each in reports_to_handle() if each.row.bound == f"{record.kind}:{record.pk}"]
    return {"reports": found} if found else None


def link_of_row(row: RegisterRow) -> str:
    """The page of the register it stands in, in the office."""
    kind, _, pk = row.bound.partition(":")
    return reverse("office:register", args=[kind, int(pk), row.register])
