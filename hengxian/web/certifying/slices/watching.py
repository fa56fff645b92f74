"""What surveillance and renewal add to the common pages: limits, what comes next, and the list of all certificates."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from hengxian.certification.models import Case, Certificate
from hengxian.certification.models.case import AuditType
from hengxian.certification.queries import watching
from hengxian.records.clocks import Clock
from hengxian.web.acting.asking import filled_in
from hengxian.web.acting.limits import clocks_of
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor
from hengxian.web.components import menu

WATCHERS = frozenset({"clerk", "certificate_administrator", "head_of_body"})

menu.add(
    menu.Entry("监督与再认证", "calendar2-check", "office:watching", "业务", WATCHERS, 30),
)


@clocks_of("certificate")
def limits(certificate: Certificate, at: datetime) -> Iterable[Clock]:
    """Surveillance, suspension, appeal and expiry."""
    return watching.clocks_of_certificate(certificate, at)


@panel("certificate", "certifying/certificate/watching.html", order=40)
def watched(certificate: Certificate, visitor: Visitor) -> dict[str, Any] | None:
    """When the next surveillance is due, and from when renewal may be applied for."""
    if certificate.issued_on is None:
        return None
    due_on = watching.surveillance_due_on(certificate, visitor.at)
    return {
        "due_on": due_on,
        "edition_warning": watching.edition_warning(due_on) if due_on and not visitor.is_client else "",
        "running": watching.open_surveillance(certificate),
        "late": [] if visitor.is_client else watching.late_corrections(certificate, visitor.on),
        "opens_on": watching.recertification_opens_on(certificate),
        "warning": watching.recertification_warning(certificate, visitor.at),
        "successor": certificate.successor,
    }


@filled_in("case", "open_surveillance")
def next_surveillance(case: Case, visitor: Visitor) -> dict[str, Any]:
    """The day on which the next yearly surveillance is due."""
    due_on = watching.surveillance_due_on(case.certificate, visitor.at) if case.certificate else None
    return {"type": AuditType.SURVEILLANCE.label, "due_on": due_on}


def due_for_watching(visitor: Visitor) -> list[dict[str, Any]]:
    """Certificates in use with what comes next, the most urgent first; for the list of surveillances."""
    months = watching.interval(visitor.at)
    late = watching.late_corrections_by_certificate(visitor.on)
    rows = [_watched(certificate, visitor, months, late) for certificate in watching.in_use()]
    return sorted(rows, key=lambda row: (row["due_on"] is None, row["due_on"] or visitor.on))


def _watched(certificate: Certificate, visitor: Visitor, months: int, late: dict[int, int]) -> dict[str, Any]:
    due_on = watching.surveillance_due_on(certificate, months=months)
    return {
        "certificate": certificate,
        "due_on": due_on,
        "late": watching.days_overdue(due_on, visitor.on) if due_on else 0,
        "uncorrected": late.get(certificate.pk, 0),
        "running": watching.open_surveillance(certificate),
        "opens_on": watching.recertification_opens_on(certificate),
        "warning": watching.recertification_warning(certificate, visitor.at),
    }
