"""Certificates in the shape of the regulator's public record: code lists stay text, nothing is uploaded (A-22)."""

from datetime import datetime

from hengxian.certification.models import Certificate, CertificateEdition
from hengxian.certification.models.case import AuditType
from hengxian.certification.queries.certificates import face_now
from hengxian.certification.queries.watching import surveillances_held
from hengxian.records.clocks import local_day
from hengxian.records.registers.exporting import Sheet

UNISSUED = ("拟制", "作废")
COLUMNS = (
    "证书编号", "证书状态", "颁证日期", "到期日期", "初次获证日期", "上报日期", "认证项目", "认证依据", "监督次数",
    "再认证次数", "认证范围", "场所", "组织名称", "组织代码",
)  # fmt: skip


def record_sheet(at: datetime) -> Sheet:
    """Every certificate that was ever issued, one row each, as it stands now."""
    printed = CertificateEdition.objects.values("certificate_id")
    issued = Certificate.objects.exclude(status__in=UNISSUED).filter(pk__in=printed)
    certificates = issued.select_related("organisation", "case")
    return Sheet(
        "认证证书上报", COLUMNS, tuple(_row(each, at) for each in certificates.order_by("issued_on", "pk"))
    )


def _row(certificate: Certificate, at: datetime) -> tuple[str, ...]:
    face = face_now(certificate)
    first, renewals = _first(certificate)
    return (
        certificate.number, certificate.status, _day(certificate.issued_on), _day(certificate.valid_until),
        _day(first.issued_on), local_day(at).isoformat(), face.category,
        "；".join(base["number"] for base in face.bases), str(len(surveillances_held(certificate))),
        str(renewals), face.scope, "；".join(f"{site['name']}（{site['address']}）" for site in face.sites),
        certificate.organisation.name, certificate.organisation.code,
    )  # fmt: skip


def _first(certificate: Certificate) -> tuple[Certificate, int]:
    """The certificate with which it began, and how many renewals led to this one."""
    count = 0
    while certificate.case.type == AuditType.RECERTIFICATION:
        before = certificate.case.application and certificate.case.application.for_recertification_of
        if not before:
            break
        certificate, count = before, count + 1
    return certificate, count


def _day(value: object) -> str:
    return str(value) if value else ""
