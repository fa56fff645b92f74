"""When a certificate has to be looked at again: yearly surveillance, recertification, expiry (6.4.2, 6.4.3).

All of it is computed; being late reminds people and never changes a status (T27).
"""

from collections import Counter
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from hengxian.certification.models import Case, Certificate, Nonconformity
from hengxian.certification.models.case import AuditType
from hengxian.certification.models.nonconformity import OPEN
from hengxian.records.clocks import SHANGHAI, Clock, clock_until, months_after, since
from hengxian.records.edition import pack
from hengxian.records.parameters import value_of

MONTHS = 12  # 6.4.2.1: once a year; P-interval says how the year is counted.
IN_USE = ("有效", "暂停")
ENDED = ("已归档", "已终止")
WATCHES = (AuditType.SURVEILLANCE, AuditType.SPECIAL)


def interval(at: datetime | None = None) -> int:
    """Months between two surveillances: twelve, unless the body counts otherwise (P-interval)."""
    setting = value_of("P-interval", at)
    return int(setting.value) if setting else MONTHS


def surveillance_due_on(
    certificate: Certificate, at: datetime | None = None, *, months: int | None = None
) -> date | None:
    """When the next yearly surveillance is due; None before the issue, after the end, or when renewal comes first.

    `months` is the interval, for whoever asks about many certificates at once.
    """
    if certificate.issued_on is None or certificate.valid_until is None or certificate.status not in IN_USE:
        return None
    nth = len(surveillances_held(certificate)) + 1
    due_on = months_after(certificate.issued_on, (months or interval(at)) * nth)
    return due_on if due_on <= certificate.valid_until else None


def surveillances_held(certificate: Certificate) -> list[Case]:
    """Yearly surveillances whose audit on site has taken place, in order."""
    yearly = [case for case in certificate.cases.all() if case.type == AuditType.SURVEILLANCE]
    held = [case for case in yearly if case.on_site_from and case.status != "已终止"]
    return sorted(held, key=lambda case: case.opened_at)


def open_surveillance(certificate: Certificate) -> Case | None:
    """The surveillance under way, yearly or special."""
    running = [case for case in certificate.cases.all() if case.type in WATCHES and case.status not in ENDED]
    return min(running, key=lambda case: case.pk, default=None)


def recertification_opens_on(certificate: Certificate) -> date | None:
    """The first day on which recertification may be applied for: three months before the end (6.4.3)."""
    if certificate.valid_until is None:
        return None
    return since(pack(), "recertification_window", certificate.valid_until)


def edition_warning(on: date) -> str:
    """T8: said where an audit is planned for a day after the edition's end; empty within it."""
    rule = pack().rule
    if rule.is_in_force(on):
        return ""
    return f"{rule.id} {rule.printed_edition}印明有效期至{rule.ends_on.isoformat()}，监督审核安排在其后，规则不自动延长"


def recertification_warning(certificate: Certificate, at: datetime) -> str:
    """T28: whether an audit on site still fits before the end, or what holds after it; empty while nothing presses."""
    until = certificate.valid_until
    today = at.astimezone(SHANGHAI).date()
    if until is None or certificate.successor_id:
        return ""
    if today > until:
        setting = value_of("P-lapse", at)
        told = setting.printed if setting else "到期未完成再认证的处理未设定（6.4.3）"
        return f"证书有效期已于{until.isoformat()}届满：{told}"
    days = int(pack().limits["recertification_days_min"].value)
    left = (until - today).days + 1
    return f"距届满只余{left}天，不足再认证现场审核的{days}天" if left < days else ""


def clocks_of_certificate(certificate: Certificate, at: datetime) -> list[Clock]:
    """Every limit that runs on a certificate, as it stands at that moment."""
    if certificate.issued_on is None or certificate.valid_until is None:
        return []
    began = certificate.status_since or at
    found = []
    if due_on := surveillance_due_on(certificate, at):
        found.append(clock_until("年度监督审核", "6.4.2.1", began, due_on, at=at))
    if certificate.suspended_until and certificate.status == "暂停":
        found.append(clock_until("暂停期限", "8.3.1.2", began, certificate.suspended_until, at=at))
    if certificate.appeal_until and certificate.marker == "撤销告知":
        found.append(clock_until("提出申诉的期限", "8.3.2.3", began, certificate.appeal_until, at=at))
    if certificate.status in IN_USE and not certificate.successor_id:
        found.append(clock_until("证书有效期届满", "7.1.6", began, certificate.valid_until, at=at))
    return found


def in_use() -> "QuerySet[Certificate]":
    """Certificates that are 有效 or 暂停, with their cases: four statements however many there are."""
    found = Certificate.objects.filter(status__in=IN_USE).select_related(
        "organisation", "hotline", "successor"
    )
    return found.prefetch_related("cases")


def overdue_surveillances(on: date) -> list[tuple[Certificate, date]]:
    """Certificates whose yearly surveillance is late on a day, the latest first (6.4.2.1)."""
    months = interval()
    found = [(each, surveillance_due_on(each, months=months)) for each in in_use()]
    late = [(each, due_on) for each, due_on in found if due_on and due_on < on]
    return sorted(late, key=lambda pair: pair[1])


def late_corrections(certificate: Certificate, on: date) -> list[Nonconformity]:
    """Minor nonconformities of its surveillances not put right in time: a task, no suspension (8.2.1.1, T25)."""
    found = Nonconformity.objects.filter(
        case__certificate=certificate, case__type__in=WATCHES, grade="轻微", status__in=OPEN, due_on__lt=on,
    )  # fmt: skip
    return list(found.order_by("due_on"))


def late_corrections_by_certificate(on: date) -> dict[int, int]:
    """How many such nonconformities each certificate has, by its id."""
    found = Nonconformity.objects.filter(case__type__in=WATCHES, grade="轻微", status__in=OPEN, due_on__lt=on)
    return Counter(pk for pk in found.values_list("case__certificate_id", flat=True) if pk is not None)


def days_overdue(due_on: date, on: date) -> int:
    """How many days late; 0 while it is not."""
    return max((on - due_on) // timedelta(days=1), 0)
