"""What certificates add to the common pages: the paper and its editions, appendix B, publicity, forms prefilled."""

from typing import Any

from hengxian.certification.certificates.face import Face
from hengxian.certification.certificates.printing import address_of_entry, basis_named, lines_of, statement
from hengxian.certification.conditions.certifying import DISCARDED, doubtful_words
from hengxian.certification.conditions.watching import unsettled
from hengxian.certification.models import Case, Certificate, CertificateEdition
from hengxian.certification.queries import certificates as shown
from hengxian.kernel.refusals import Refused
from hengxian.web.acting.asking import Pairs, answers_for, filled_in
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor
from hengxian.web.components import menu

KEEPERS = frozenset({"certificate_administrator", "head_of_body"})

menu.add(
    menu.Entry("公布事项", "broadcast", "office:publications", "业务", KEEPERS, 31),
)


@panel("certificate", "certifying/certificate/face.html", order=10)
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


@panel("certificate", "certifying/certificate/statement.html", order=30)
def publicity(certificate: Certificate, visitor: Visitor) -> dict[str, Any] | None:
    """The statement that may be copied into publicity, or why there is none now (7.3.3)."""
    if certificate.issued_on is None:
        return None
    try:
        edition = shown.newest_edition(certificate)
        return {"statement": statement(edition, status=certificate.status, on=visitor.on)}
    except (Refused, CertificateEdition.DoesNotExist) as refusal:
        return {"refusal": str(refusal)} if isinstance(refusal, Refused) else None


@panel("certificate", "certifying/certificate/appendix_b.html", order=45)
def appendix_b(certificate: Certificate, visitor: Visitor) -> dict[str, Any] | None:
    """B.2 to B.4 for the body; reasons and approvers of a status stay inside (T32)."""
    if visitor.is_client or certificate.issued_on is None:
        return None
    return {
        "changes": shown.changes(certificate),
        "statuses": shown.status_changes(certificate),
        "surveillances": shown.surveillances(certificate),
    }


@panel("case", "certifying/certificate/of_case.html", order=60)
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
    case = certificate.case
    agreed = case.application.contract.get("scope") if case.application else ""
    sites = shown.audited_among(case, shown.sites_to_offer(certificate))
    return {
        "address_kind": "注册地址",
        "scope": agreed or "",
        "blocks": [block for block in shown.CHAPTERS if block in shown.audited_blocks(case)],
        "sites": [str(site.pk) for site in sites],
    }


@filled_in("certificate", "issue")
def issue_today(certificate: Certificate, visitor: Visitor) -> dict[str, Any]:
    """Today."""
    return {"issued_on": visitor.on}


@answers_for("certificate", "draft", "sites")
@answers_for("certificate", "ask_change", "sites")
def sites(certificate: Certificate, visitor: Visitor) -> Pairs:
    """The sites of the hotline."""
    return [(str(site.pk), f"{site.name}（{site.address}）") for site in shown.sites_to_offer(certificate)]


def _entry(edition: CertificateEdition) -> str:
    return address_of_entry(edition.shown["number"], edition.check_code)
