"""What was reported and nobody has acted on yet: changes, answered complaints, misuse, open risks (A-6, A-18, 7.3)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hengxian.certification.models import Case, Certificate, Complaint
from hengxian.journal.models import Entry
from hengxian.people.models import Organisation
from hengxian.records.clocks import local_day
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.book import BODY
from hengxian.records.registers.reading import row_of, rows

# What each kind of report leads to, by the clause that says so; a person decides (G-2).
ROUTES = {
    "名称": ("证书变更", "7.4.1"),
    "地址": ("证书变更", "7.4.1"),
    "认证范围": ("证书变更", "7.4.1"),
    "管理体系重大变更": ("特殊监督审核", "6.4.2.2"),
    "终止": ("注销程序", "8.2.3"),
    "违法违规": ("状态变更程序", "8.2"),
    "其他": ("只登记", "7.4.1"),
}
# The procedure that each kind of ground opens on the certificate (8.2, 8.3).
OPENED_BY = {"8.2.1": "propose_suspension", "8.2.2": "investigate", "8.2.3": "find_deregistration"}
ROUTED = "转为状态变更"
AFTER_COMPLAINT = {"特殊监督审核": "6.4.2.2", "证书误用调查": "7.3"}


@dataclass(frozen=True)
class Report:
    """A change report that waits: whose it is, when it was reported, what it usually leads to."""

    owner: Any
    row: RegisterRow
    route: str
    clause: str

    @property
    def reported_on(self) -> date:
        """The day that counts for 8.2.1.2."""
        return date.fromisoformat(self.row.data["reported_on"])


@dataclass(frozen=True)
class Aftermath:
    """A complaint answered with something to follow that has not been begun."""

    complaint: Complaint
    follow_up: str
    clause: str


def reports_to_handle() -> list[Report]:
    """Change reports without an entry of how they were handled, or with one still under way; oldest first."""
    found = []
    for row in RegisterRow._default_manager.filter(register="change_reports").order_by("written_at", "pk"):
        handled = row_of("change_handling", row.bound, str(row.number))
        owner = _owner(row.bound)
        if owner is not None and (handled is None or handled.data["state"] != "已办"):
            route, clause = ROUTES[row.data["kind"]]
            found.append(Report(owner, row, handled.data["route"] if handled else route, clause))
    return found


def complaints_to_follow() -> list[Aftermath]:
    """Answered complaints whose special surveillance or misuse inquiry is not in the certificate's registers yet."""
    answered = Complaint.objects.filter(
        status="已答复", follow_up__in=AFTER_COMPLAINT, certificate__isnull=False
    )
    return [
        Aftermath(each, each.follow_up, AFTER_COMPLAINT[each.follow_up])
        for each in answered.select_related("certificate", "organisation").order_by("answered_at", "pk")
        if not _is_followed(each)
    ]


@dataclass(frozen=True)
class Misuse:
    """A report of misuse that is not settled: on which certificate, and what it waits for."""

    certificate: Certificate
    row: RegisterRow
    waits_for: str

    @property
    def clause(self) -> str:
        """The item of 7.3, or the article, that was not kept to."""
        return str(self.row.data["item"])


def misuse_to_settle() -> list[Misuse]:
    """Reports of misuse nobody has looked into yet, and those whose status procedure has not begun (7.3, 8.2)."""
    reports = RegisterRow._default_manager.filter(register="misuse_reports").order_by("written_at", "pk")
    certificates = Certificate.objects.in_bulk([_pk(row) for row in reports])
    found = ((certificates[_pk(row)], row, _waiting(certificates[_pk(row)], row)) for row in reports)
    return [Misuse(certificate, row, waits_for) for certificate, row, waits_for in found if waits_for]


def open_risks(case: Case) -> list[RegisterRow]:
    """High risks to impartiality not settled yet, about the case's client or nobody in particular (条例 13)."""
    return [row for row in rows("body_impartiality", BODY) if _is_open(row) and _concerns(row, case)]


def _owner(bound: str) -> Certificate | Organisation | None:
    kind, _, pk = bound.partition(":")
    model: Any = {"certificate": Certificate, "organisation": Organisation}[kind]
    found: Certificate | Organisation | None = model._default_manager.filter(pk=pk).first()
    return found


def _pk(row: RegisterRow) -> int:
    return int(row.bound.partition(":")[2])


def _waiting(certificate: Certificate, row: RegisterRow) -> str:
    if row.data["state"] in ("待调查", "调查中"):
        return str(row.data["state"])
    if row.data["state"] != ROUTED:
        return ""
    ground = str(row.data["ground"])
    began = Entry.objects.filter(
        object_kind="certificate", object_id=str(certificate.pk), verb=OPENED_BY[ground.rpartition(".")[0]]
    )
    since = str(row.data["closed_on"])
    is_begun = any(local_day(datetime.fromisoformat(each.at)).isoformat() >= since for each in began)
    return "" if is_begun else f"证书上尚未启动依据 {ground} 的程序"


def _is_followed(complaint: Complaint) -> bool:
    certificate = complaint.certificate
    if certificate is None:
        return True
    register, column = (
        ("special_triggers", "reference")
        if complaint.follow_up == "特殊监督审核"
        else ("misuse_reports", "facts")
    )
    return any(complaint.number in str(row.data[column]) for row in rows(register, certificate.story))


def _is_open(row: RegisterRow) -> bool:
    return bool(row.data["risk"] == "高" and row.data["state"] == "处置中")


def _concerns(row: RegisterRow, case: Case) -> bool:
    named = str(row.data.get("organisation") or "").strip()
    return not named or named in case.organisation.name or case.organisation.name in named
