"""What certificates add to the common pages: what the paper says, appendix B, procedures, publicity, watching."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from hengxian.certification.certificates.face import Face
from hengxian.certification.certificates.printing import address_of_entry, basis_named, lines_of, statement
from hengxian.certification.conditions import grounds
from hengxian.certification.conditions.certifying import DISCARDED, doubtful_words
from hengxian.certification.conditions.watching import unsettled
from hengxian.certification.edition import pack
from hengxian.certification.letterhead import names_of
from hengxian.certification.models import Appeal, Case, Certificate, CertificateEdition
from hengxian.certification.models.case import AuditType
from hengxian.certification.queries import certificates as shown
from hengxian.certification.queries import watching
from hengxian.kernel.refusals import Refused
from hengxian.records.clocks import Clock, clock_until
from hengxian.standard.model.statuses import Ground
from hengxian.web.acting.asking import Pairs, answers_for, filled_in
from hengxian.web.acting.limits import clocks_of
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor
from hengxian.web.components import menu

WATCHERS = frozenset({"clerk", "certificate_administrator", "head_of_body"})
KEEPERS = frozenset({"certificate_administrator", "head_of_body"})
# Which procedure of 8.3 a request or investigation belongs to, and what else runs without one.
PROCEDURES = {"suspension": "8.3.1", "revocation": "8.3.2", "deregistration": "8.3.3"}
TITLES = {
    "suspension": "暂停程序", "revocation": "撤销程序", "deregistration": "注销程序", "change": "证书变更",
    "reissue": "证书补发", "correction": "整改", "verification": "整改验证",
}  # fmt: skip
menu.add(
    menu.Entry("监督与再认证", "calendar2-check", "office:watching", "业务", WATCHERS, 30),
    menu.Entry("公布事项", "broadcast", "office:publications", "业务", KEEPERS, 31),
)


@clocks_of("certificate")
def limits(certificate: Certificate, at: datetime) -> Iterable[Clock]:
    """Surveillance, suspension, appeal and expiry."""
    return watching.clocks_of_certificate(certificate, at)


@panel("certificate", "acting/certificate/face.html", order=10)
def face(certificate: Certificate, visitor: Visitor) -> dict[str, Any] | None:
    """What the newest edition shows, every edition's paper, and the standing on the day."""
    editions = list(certificate.editions.order_by("-number"))
    if not editions:
        return None
    newest = Face.of(editions[0].shown)
    return {
        "face": newest,
        "bases": [basis_named(base) for base in newest.bases],
        "results": lines_of(newest),
        "editions": editions,
        "standing": shown.standing_on(certificate, visitor.on),
        "days": shown.days_from_signature(certificate) if not visitor.is_client else None,
        "doubtful": doubtful_words(newest.scope) if not visitor.is_client else [],
        "address": _entry(editions[0]) if certificate.issued_on else "",
    }


@panel("certificate", "acting/certificate/proceedings.html", order=20)
def proceedings(certificate: Certificate, visitor: Visitor) -> dict[str, Any] | None:
    """Procedures under way, step by step; the client learns of them by letter."""
    if visitor.is_client or not certificate.proceedings:
        return None
    return {"running": [_running(certificate, name, told) for name, told in certificate.proceedings.items()]}


@panel("certificate", "acting/certificate/statement.html", order=30)
def publicity(certificate: Certificate, visitor: Visitor) -> dict[str, Any] | None:
    """The statement that may be copied into publicity, or why there is none now (7.3.3)."""
    if certificate.issued_on is None:
        return None
    try:
        edition = shown.newest_edition(certificate)
        return {"statement": statement(edition, status=certificate.status, on=visitor.on)}
    except (Refused, CertificateEdition.DoesNotExist) as refusal:
        return {"refusal": str(refusal)} if isinstance(refusal, Refused) else None


@panel("certificate", "acting/certificate/watching.html", order=40)
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


@panel("certificate", "acting/certificate/appendix_b.html", order=45)
def appendix_b(certificate: Certificate, visitor: Visitor) -> dict[str, Any] | None:
    """B.2 to B.4 for the body; reasons and approvers of a status stay inside (T32)."""
    if visitor.is_client or certificate.issued_on is None:
        return None
    return {
        "changes": shown.changes(certificate),
        "statuses": shown.status_changes(certificate),
        "surveillances": shown.surveillances(certificate),
    }


@panel("case", "acting/certificate/of_case.html", order=60)
def of_case(case: Case, visitor: Visitor) -> dict[str, Any] | None:
    """The certificate that came of the case, or what it still waits for; for a surveillance, the one it watches."""
    found = case.certificates.exclude(status=DISCARDED).order_by("-pk").first() or case.certificate
    if found is None or (visitor.is_client and found.issued_on is None):
        return None
    return {
        "certificate": found,
        "days": shown.days_from_signature(found) if found.case_id == case.pk else None,
        "lacking": unsettled(case) if not visitor.is_client else "",
    }


@filled_in("certificate", "draft")
def draft_from_records(certificate: Certificate, visitor: Visitor) -> dict[str, Any]:
    """Scope as agreed, blocks and sites as audited: what a narrower or other scope starts from."""
    case, audited = certificate.case, shown.audited_sites(certificate.case)
    agreed = case.application.contract.get("scope") if case.application else ""
    sites = [site for site in shown.sites_to_offer(certificate) if {site.name, site.address} & audited]
    return {
        "address_kind": "注册地址",
        "scope": agreed or "",
        "blocks": [block for block in shown.CHAPTERS if block in shown.audited_blocks(case)],
        "sites": [str(site.pk) for site in sites],
    }


@filled_in("certificate", "suspend")
def as_proposed(certificate: Certificate, visitor: Visitor) -> dict[str, Any]:
    """The reason that was proposed, for the head to look at."""
    return _reason_of(certificate, "suspension")


@filled_in("certificate", "give_notice")
@filled_in("certificate", "revoke")
def as_investigated(certificate: Certificate, visitor: Visitor) -> dict[str, Any]:
    """The reason that was investigated."""
    return _reason_of(certificate, "revocation")


@filled_in("certificate", "issue")
def issue_today(certificate: Certificate, visitor: Visitor) -> dict[str, Any]:
    """Today."""
    return {"issued_on": visitor.on}


@filled_in("certificate", "deregister")
def announce_plainly(certificate: Certificate, visitor: Visitor) -> dict[str, Any]:
    """The announcement in its plainest words; no reason and no person stands in it (T32)."""
    face = Face.of(shown.newest_edition(certificate).shown)
    reason = _reason_of(certificate, "deregistration")
    which = f"{face.holder}（{face.hotline}）的{face.category}证书（编号{face.number}）"
    return reason | {"announcement": f"{which}自本公告之日起注销，证书和标志不得继续使用。"}


@filled_in("case", "open_surveillance")
def next_surveillance(case: Case, visitor: Visitor) -> dict[str, Any]:
    """The day on which the next yearly surveillance is due."""
    due_on = watching.surveillance_due_on(case.certificate, visitor.at) if case.certificate else None
    return {"type": AuditType.SURVEILLANCE.label, "due_on": due_on}


@panel("appeal", "acting/certificate/appeal.html", order=20)
def appealed(appeal: Appeal, visitor: Visitor) -> dict[str, Any]:
    """What is appealed against, what both sides said, what was found and decided; the client has it by letter."""
    found = appeal.findings
    inside = (
        ("申诉人的陈述", "client_heard"), ("原办理人员的陈述", "body_heard"), ("调查结果", "findings"),
        ("决定", "outcome"), ("决定的理由", "reason"), ("决定人", "by"), ("后续行动", "follow_up"),
    )  # fmt: skip
    lines = [("申诉的决定", found.get("decision")), ("申诉理由", appeal.grounds)]
    lines.append(("证据", names_of(found.get("evidence") or [])))
    lines += [] if visitor.is_client else [(label, found.get(name)) for label, name in inside]
    return {"lines": [(label, value) for label, value in lines if value], "is_by_rule": appeal.is_by_rule}


@clocks_of("appeal")
def appeal_limits(appeal: Appeal, at: datetime) -> Iterable[Clock]:
    """The limit for handling it (8.3.2.4)."""
    limit, decided = appeal.handling_due_on, appeal.findings.get("decided_on")
    if limit is None:
        return []
    done_at = datetime.fromisoformat(f"{decided}T00:00+08:00") if decided else None
    return [clock_until("处理申诉的期限", "8.3.2.4", appeal.lodged_at, limit, at=at, done_at=done_at)]


@answers_for("certificate", "draft", "sites")
@answers_for("certificate", "ask_change", "sites")
def sites(certificate: Certificate, visitor: Visitor) -> Pairs:
    """The sites of the hotline."""
    return [(str(site.pk), f"{site.name}（{site.address}）") for site in shown.sites_to_offer(certificate)]


@answers_for("certificate", "propose_suspension", "ground")
def suspension(record: Any, visitor: Visitor) -> Pairs:
    """8.2.1, each with the evidence it needs."""
    return _grounds(grounds.suspension_grounds())


@answers_for("certificate", "investigate", "ground")
def revocation(record: Any, visitor: Visitor) -> Pairs:
    """8.2.2."""
    return _grounds(grounds.revocation_grounds())


@answers_for("certificate", "find_deregistration", "ground")
def deregistration(record: Any, visitor: Visitor) -> Pairs:
    """8.2.3 and 7.4.3."""
    return _grounds(grounds.deregistration_grounds())


@answers_for("case", "conclude_surveillance", "ground")
def results(record: Any, visitor: Visitor) -> Pairs:
    """What a surveillance may lead to: 8.2.1 or 8.2.2."""
    return _grounds((*grounds.suspension_grounds(), *grounds.revocation_grounds()))


@answers_for("certificate", "propose_suspension", "shows")
def suspension_evidence(record: Any, visitor: Visitor) -> Pairs:
    """The pieces of evidence that some ground of suspension needs."""
    return _pieces(grounds.suspension_grounds())


@answers_for("certificate", "investigate", "shows")
def revocation_evidence(record: Any, visitor: Visitor) -> Pairs:
    """The same for revocation."""
    return _pieces(grounds.revocation_grounds())


@answers_for("certificate", "find_deregistration", "shows")
def deregistration_evidence(record: Any, visitor: Visitor) -> Pairs:
    """The same for deregistration."""
    return _pieces(grounds.deregistration_grounds())


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


def _reason_of(certificate: Certificate, procedure: str) -> dict[str, Any]:
    return {"reason": certificate.proceedings.get(procedure, {}).get("reason") or ""}


def _grounds(found: tuple[Ground, ...]) -> Pairs:
    return [(each.id, f"{each.id} {each.text}（须附：{each.evidence}）") for each in found]


def _pieces(found: tuple[Ground, ...]) -> Pairs:
    needed: dict[str, list[str]] = {}
    for ground in found:
        for piece in grounds.kinds_of_evidence(ground):
            needed.setdefault(piece, []).append(ground.id)
    return [(piece, f"{piece}（{'、'.join(ids)}）") for piece, ids in needed.items()]


def _running(certificate: Certificate, name: str, told: dict[str, Any]) -> dict[str, Any]:
    book = pack().statuses
    procedure = book.procedures[PROCEDURES[name]] if name in PROCEDURES else None
    ground = next((each for each in book.grounds if each.id == told.get("ground")), None)
    return {
        "title": TITLES.get(name, name),
        "ground": f"{ground.id} {ground.text}" if ground else "",
        "note": ground.note if ground else "",
        "reason": told.get("reason") or told.get("text") or told.get("result") or "",
        "evidence": names_of(told.get("evidence") or []),
        "on": told.get("opened_on")
        or told.get("asked_on")
        or told.get("submitted_on")
        or told.get("verified_on"),
        "by": told.get("by", ""),
        "steps": [(step.id, step.name, step.text) for step in procedure.steps] if procedure else [],
        "wanted": _wanted(told),
    }


def _wanted(told: dict[str, Any]) -> list[tuple[str, Any]]:
    labels = {
        "name": "名称", "address": "地址", "address_kind": "地址性质", "scope": "认证范围", "blocks": "内容",
        "sites": "场所", "hotline": "热线名称",
    }  # fmt: skip
    return [(labels[name], value) for name, value in (told.get("wanted") or {}).items()]


def _entry(edition: CertificateEdition) -> str:
    return address_of_entry(edition.shown["number"], edition.check_code)
