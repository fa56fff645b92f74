"""Grounds of suspension, revocation and deregistration (7.4.3, 8.2): each demands its own evidence.

Where the system itself holds what a ground rests on (an overdue nonconformity, a refusal, an expiry) it looks there;
everything else is a person's judgement with evidence of the kinds that the pack names.
"""

from collections.abc import Callable

from hengxian.certification.models import Application, Certificate, Nonconformity
from hengxian.certification.models.case import AuditType
from hengxian.certification.queries.watching import late_corrections
from hengxian.journal.conditions import Act, condition
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack
from hengxian.records.parameters import value_of
from hengxian.records.registers.reading import rows
from hengxian.standard.model.statuses import Ground

WATCHES = (AuditType.SURVEILLANCE, AuditType.SPECIAL)
# 7.4.3 prints these two under deregistration, chapter 8 under revocation: a person may choose, and cites (T26).
PRINTED_TWICE = ("7.4.3.3", "7.4.3.4")
# Only the client himself asks for it, by his own act.
OWN_REQUEST = ("8.2.3.2", "7.4.3.1")
Proof = Callable[[Certificate, Act], str | None]


@condition
def ground_of_suspension(certificate: Certificate, act: Act) -> str | None:
    """8.2.1."""
    return _unfounded(certificate, act, suspension_grounds())


@condition
def ground_of_revocation(certificate: Certificate, act: Act) -> str | None:
    """8.2.2; a refused surveillance leads straight here (T56)."""
    return _unfounded(certificate, act, revocation_grounds())


@condition
def ground_of_deregistration(certificate: Certificate, act: Act) -> str | None:
    """8.2.3 and 7.4.3; for the two that chapter 8 revokes, the person says by what clause and why (T26)."""
    if fault := _unfounded(certificate, act, deregistration_grounds()):
        return fault
    if act.facts.get("ground") in PRINTED_TWICE and not str(act.facts.get("why_not_revoked") or "").strip():
        return "这一情形第8章规定为撤销（8.2.2），按注销处理须写明所依的条款和理由（7.4.3）"
    return None


@condition
def signed_by_representative(certificate: Certificate, act: Act) -> str | None:
    """The client's own request bears its legal representative's name: the application's, or one reported since."""
    application = certificate.case.application
    known = (
        str(dict(application.form.get("A.1") or {}).get("legal_representative") or "") if application else ""
    )
    signed = str(act.facts.get("signed_by") or "").strip()
    if not known or signed == known:
        return None
    stories = (certificate.story, f"organisation:{certificate.organisation_id}")
    reported = [row.data["after"] for story in stories for row in rows("change_reports", story)]
    # A report is free text; no name is a single character of it.
    if len(signed) > 1 and any(signed in said for said in reported):
        return None
    return f"申请注销须由法定代表人“{known}”签字，现为“{signed}”；已更换的，先填写《认证对象变更报告》（8.2.3.2）"


def suspension_grounds() -> tuple[Ground, ...]:
    """What may be cited."""
    return pack().statuses.grounds_of("8.2.1")


def revocation_grounds() -> tuple[Ground, ...]:
    """What may be cited."""
    return pack().statuses.grounds_of("8.2.2")


def deregistration_grounds() -> tuple[Ground, ...]:
    """What the body may cite: not the client's own request."""
    printed = (*pack().statuses.grounds_of("8.2.3"), *pack().statuses.grounds_of("7.4.3"))
    return tuple(ground for ground in printed if ground.id not in OWN_REQUEST)


def kinds_of_evidence(ground: Ground) -> tuple[str, ...]:
    """What an act on the ground must show, piece by piece."""
    return tuple(ground.evidence.split("、"))


def _unfounded(certificate: Certificate, act: Act, grounds: tuple[Ground, ...]) -> str | None:
    ground = next((each for each in grounds if each.id == act.facts.get("ground")), None)
    if ground is None:
        return f"依据的条款须为：{'、'.join(each.id for each in grounds)}"
    shown = set(act.facts.get("shows") or ())
    lacking = [piece for piece in kinds_of_evidence(ground) if piece not in shown]
    if lacking:
        return f"依据 {ground.id} 还缺证据：{'、'.join(lacking)}"
    proof = PROOFS.get(ground.reads_as or ground.id)
    return proof(certificate, act) if proof else None


def _minor_not_corrected(certificate: Certificate, act: Act) -> str | None:
    late = late_corrections(certificate, local_day(act.at))
    return None if late else "没有超期未关闭的监督审核轻微不符合项（8.2.1.1）"


def _major_found(certificate: Certificate, act: Act) -> str | None:
    found = _at_surveillance(certificate).filter(grade="严重").exclude(status="已撤销")
    return None if found.exists() else "监督审核中没有严重不符合项（8.2.2.1）"


def _change_rules_set(certificate: Certificate, act: Act) -> str | None:
    if value_of("P-change", act.at) is None or value_of("P-change-report", act.at) is None:
        return "管理体系重大变更的清单和报告期限未设定，不能以此暂停（8.2.1.2）"
    return None


def _refusal_kept(certificate: Certificate, act: Act) -> str | None:
    kept = rows("refusal_proofs", certificate.story).exists()
    return None if kept else "《拒绝接受监督的凭据》中没有记录（8.2.2.4）"


def _suspension_ran_out(certificate: Certificate, act: Act) -> str | None:
    limit = certificate.suspended_until
    if certificate.status != "暂停" or limit is None or local_day(act.at) <= limit:
        return "证书未在暂停中，或暂停期限尚未届满（8.2.2.5）"
    return "整改已经验证，应予恢复（8.3.1.4）" if certificate.marker == "已验证" else None


def _expired_without_application(certificate: Certificate, act: Act) -> str | None:
    if certificate.valid_until is None or local_day(act.at) <= certificate.valid_until:
        return f"证书有效期至 {certificate.valid_until}，尚未届满（8.2.3.1）"
    applied = Application.objects.filter(for_recertification_of=certificate).exclude(
        status__in=("草稿", "已撤回")
    )
    return "认证对象已申请再认证（8.2.3.1）" if applied.exists() else None


def _at_surveillance(certificate: Certificate):  # type: ignore[no-untyped-def]
    return Nonconformity.objects.filter(case__certificate=certificate, case__type__in=WATCHES)


PROOFS: dict[str, Proof] = {
    "8.2.1.1": _minor_not_corrected,
    "8.2.1.2": _change_rules_set,
    "8.2.2.1": _major_found,
    "8.2.2.4": _refusal_kept,
    "8.2.2.5": _suspension_ran_out,
    "8.2.3.1": _expired_without_application,
}
