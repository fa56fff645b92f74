"""What chapter 8 adds to the common pages: procedures under way, and grounds with the evidence each needs."""

from typing import Any

from hengxian.certification.certificates.face import Face
from hengxian.certification.conditions import grounds
from hengxian.certification.letterhead import names_of
from hengxian.certification.models import Certificate
from hengxian.certification.queries import certificates as shown
from hengxian.records.edition import pack
from hengxian.standard.model.statuses import Ground
from hengxian.web.acting.asking import Pairs, answers_for, filled_in
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor

# Which procedure of 8.3 a request or investigation belongs to, and what else runs without one.
PROCEDURES = {"suspension": "8.3.1", "revocation": "8.3.2", "deregistration": "8.3.3"}
TITLES = {
    "suspension": "暂停程序", "revocation": "撤销程序", "deregistration": "注销程序", "change": "证书变更",
    "reissue": "证书补发", "correction": "整改", "verification": "整改验证",
}  # fmt: skip


@panel("certificate", "certifying/certificate/proceedings.html", order=20)
def proceedings(certificate: Certificate, visitor: Visitor) -> dict[str, Any] | None:
    """Procedures under way, step by step; the client learns of them by letter."""
    if visitor.is_client or not certificate.proceedings:
        return None
    return {"running": [_running(certificate, name, told) for name, told in certificate.proceedings.items()]}


@filled_in("certificate", "suspend")
def as_proposed(certificate: Certificate, visitor: Visitor) -> dict[str, Any]:
    """The reason that was proposed, for the head to look at."""
    return _reason_of(certificate, "suspension")


@filled_in("certificate", "give_notice")
@filled_in("certificate", "revoke")
def as_investigated(certificate: Certificate, visitor: Visitor) -> dict[str, Any]:
    """The reason that was investigated."""
    return _reason_of(certificate, "revocation")


@filled_in("certificate", "deregister")
def announce_plainly(certificate: Certificate, visitor: Visitor) -> dict[str, Any]:
    """The announcement in its plainest words; no reason and no person stands in it (T32)."""
    face = Face.of(shown.newest_edition(certificate).shown)
    reason = _reason_of(certificate, "deregistration")
    which = f"{face.holder}（{face.hotline}）的{face.category}证书（编号{face.number}）"
    return reason | {"announcement": f"{which}自本公告之日起注销，证书和标志不得继续使用。"}


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
        "sites": "场所", "hotline": "热线名称", "english_holder": "英文名称", "english_address": "英文地址",
        "english_hotline": "英文热线名称", "english_scope": "英文认证范围",
    }  # fmt: skip
    return [(labels[name], value) for name, value in (told.get("wanted") or {}).items()]
