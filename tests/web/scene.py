"""An invented body with one client's file at every kind of record, and everybody who may or may not look at it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.test import Client

from hengxian.certification.models import (
    Appeal,
    Application,
    Case,
    Certificate,
    Complaint,
    EvaluationReport,
    Hotline,
    Member,
    Nonconformity,
)
from hengxian.journal.models import Recorded
from hengxian.journal.writing import amend
from hengxian.people import appointing, undertakings
from hengxian.people.models import Account, Organisation
from tests.cast import NOON, appoint, found_site, open_account, placed
from tests.keeping import kept

STAFF = {
    "clerk": "业务丁",
    "lead_auditor": "组长戊",
    "auditor": "审核己",
    "committee_member": "委员庚",
    "committee_chair": "主任辛",
    "head_of_body": "负责壬",
    "certificate_administrator": "证管癸",
    "appeal_panel": "申处子",
}


@dataclass
class Scene:
    """Accounts by role id (`applicant`, `stranger` of another organisation), records by kind."""

    people: dict[str, Account]
    records: dict[str, Any]

    def client(self, who: str) -> Client:
        """A browser in which that person is signed in; `anonymous` is nobody."""
        browser = Client()
        if who != "anonymous":
            browser.force_login(self.people[who])
        return browser

    def pk(self, kind: str) -> int:
        """The id of the record of that kind."""
        return int(self.records[kind].pk)


@kept
def set_scene() -> Scene:
    """Everything, once."""
    people = dict(found_site())
    own, other = (_organisation(name) for name in ("甲市政务服务中心", "乙市政务服务中心"))
    people |= {role: appoint(open_account(name, role), role) for role, name in STAFF.items()}
    people["applicant"] = appoint(open_account("申请丑", "applicant", organisation=own), "applicant")
    people["stranger"] = appoint(open_account("外人寅", "stranger", organisation=other), "applicant")
    people["outsider"] = appoint(open_account("审核卯", "outsider"), "auditor")  # in no team
    for account in people.values():
        _settle(account)
    return Scene({name: Account.objects.get(pk=each.pk) for name, each in people.items()}, _file(own, people))


def add_application(
    organisation: Organisation, number: str, status: str = "已提交", **columns: Any
) -> Application:
    """One more application."""
    return stored(
        Application(number=number, organisation=organisation, status=status, started_at=NOON, **columns)
    )


def add_case(organisation: Organisation, hotline: Hotline, number: str, status: str = "现场中") -> Case:
    """One more audit case."""
    return stored(
        Case(
            number=number, type="initial", organisation=organisation, hotline=hotline, status=status,
            rule_edition="CMM-525-0004@1.0", opened_at=NOON,
        )
    )  # fmt: skip


def stored(record: Any) -> Any:
    """The record in whatever state it is given, with an entry as if some act had made it."""
    return placed(record)


def _organisation(name: str) -> Organisation:
    by = Account.objects.get(username="system_administrator").as_actor()
    return appointing.register_organisation(Organisation(name=name, type="热线服务中心"), by=by, at=NOON)


def _settle(account: Account) -> None:
    amend(account, by=account.as_actor(), at=NOON, verb="change_password", must_change_password=False)
    if account.is_staff():
        appointing.sign_undertaking(account, undertakings.digest(), by=account.as_actor(), at=NOON)


def _file(own: Organisation, people: dict[str, Account]) -> dict[str, Recorded]:
    hotline = stored(
        Hotline(name="甲市热线", type="综合性热线", owner=own, founded_on=date(2015, 5, 1), place="甲市")
    )
    application = add_application(own, "SQ-2026-001", "已签约", hotline=hotline)
    case = add_case(own, hotline, "AN-2026-001")
    for role, duty in (("lead_auditor", "team_lead"), ("auditor", "team_auditor")):
        stored(Member(case=case, person=people[role].person, duty=duty))
    stored(
        Nonconformity(
            case=case, number="BFH-1", clause="9.1.1.1", requirement="要求", facts="事实", grade="轻微",
            grade_reason="理由", found_by=people["auditor"].person_id, handed_over_at=NOON, status="已开具",
        )
    )  # fmt: skip
    report = stored(EvaluationReport(case=case, status="未编"))
    certificate = stored(
        Certificate(
            number="ZS-2026-001", case=case, organisation=own, hotline=hotline, status="有效",
            issued_on=date(2026, 1, 5), valid_until=date(2029, 1, 4), status_since=NOON,
        )
    )  # fmt: skip
    appeal = stored(
        Appeal(
            number="SS-2026-001", organisation=own, certificate=certificate, grounds="理由", status="已提交",
            lodged_at=NOON,
        )
    )  # fmt: skip
    complaint = stored(
        Complaint(
            number="TS-2026-001", receipt_code="demo-receipt", subject="获证组织", organisation=own, text="内容",
            status="已收到", received_at=NOON,
        )
    )  # fmt: skip
    return {
        "application": application,
        "case": case,
        "nonconformity": Nonconformity.objects.get(case=case),
        "evaluation_report": report,
        "certificate": certificate,
        "appeal": appeal,
        "complaint": complaint,
        "organisation": own,
        "hotline": hotline,
        "person": people["auditor"].person,
    }


def moment(text: str) -> datetime:
    """An instant with its offset."""
    return datetime.fromisoformat(text)
