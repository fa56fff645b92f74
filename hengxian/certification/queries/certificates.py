"""What is asked about a certificate: its newest edition, what was audited, and the tables of appendix B."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from hengxian.certification.certificates.face import Face, differences
from hengxian.certification.certificates.printing import basis_named
from hengxian.certification.models import Case, Certificate, CertificateEdition, Site
from hengxian.certification.models.case import AuditType
from hengxian.certification.models.member import Duty
from hengxian.journal.models import Entry
from hengxian.publication.standing import Standing, standing
from hengxian.records.clocks import SHANGHAI
from hengxian.records.registers.reading import rows

# 1.2: the four blocks of a scope and the chapter of the rule that each rests on.
CHAPTERS = {"基本要求": "9", "服务内容与要求": "10", "服务质量控制": "11", "服务评价与改进": "12"}
PUBLIC = ("有效", "暂停", "撤销", "注销")


def newest_edition(certificate: Certificate) -> CertificateEdition:
    """The edition that holds. DoesNotExist for a certificate that was never drafted."""
    return certificate.editions.order_by("number").reverse()[:1].get()


def face_now(certificate: Certificate) -> Face:
    """What the newest edition shows."""
    return Face.of(newest_edition(certificate).shown)


def audited_blocks(case: Case) -> set[str]:
    """The blocks of 1.2 in whose chapter the checklist has a conclusion."""
    chapters = {row.subject.partition(".")[0] for row in rows("checklist", case.story)}
    return {block for block, chapter in CHAPTERS.items() if chapter in chapters}


def audited_among(case: Case, sites: Iterable[Site]) -> list[Site]:
    """Those of the sites whose name or address the plan's lines name as the place of audit, to the letter."""
    places = {str(row.data["site"]).strip() for row in rows("audit_plan_lines", case.story)}
    return [site for site in sites if {site.name, site.address, f"{site.name}（{site.address}）"} & places]


def moved_since_audit(case: Case, sites: Iterable[Site]) -> list[Site]:
    """Those of the sites whose particulars were changed after the team had been there."""
    left = Entry.objects.filter(object_kind=Case.kind, object_id=str(case.pk), verb="close_on_site")
    last = left.order_by("-sequence").values_list("sequence", flat=True).first()
    if last is None:
        return []
    wanted = {str(site.pk): site for site in sites}
    changed = Entry.objects.filter(object_kind=Site.kind, object_id__in=list(wanted), sequence__gt=last)
    moved = set(changed.exclude(verb="register").values_list("object_id", flat=True))
    return [site for id, site in wanted.items() if id in moved]


def sites_to_offer(certificate: Certificate) -> list[Site]:
    """The sites of the hotline, in order."""
    return list(certificate.hotline.sites.order_by("pk"))


def standing_on(certificate: Certificate, on: date) -> Standing | None:
    """Status and dates read together, as the public is told (8.4.3.1, T27); None before the issue."""
    if certificate.status not in PUBLIC or not (certificate.issued_on and certificate.valid_until):
        return None
    return standing(certificate.status, certificate.issued_on, certificate.valid_until, on)  # type: ignore[arg-type]


def days_from_signature(certificate: Certificate) -> int | None:
    """Days from the head's signature under the decision to the issue: promptly, says the rule (6.4.1.1, 14.4.1)."""
    signed = certificate.case.signed_at
    if signed is None or certificate.issued_on is None:
        return None
    return (certificate.issued_on - signed.astimezone(SHANGHAI).date()).days


def basics(certificate: Certificate) -> dict[str, Any]:
    """B.1 by field id: the newest edition's words with the status as decided."""
    face = face_now(certificate)
    return {
        "certificate_number": face.number,
        "organisation_name": face.holder,
        "organisation_address": f"{face.address}（{face.address_kind}）",
        "scope": face.scope,
        "bases": "；".join(basis_named(base) for base in face.bases),
        "issued_on": certificate.issued_on,
        "valid_until": certificate.valid_until,
        "body": face.body,
        "status": certificate.status,
    }


@dataclass(frozen=True)
class Changed:
    """A row of B.2."""

    changed_on: date
    change: str
    reason: str
    approved_by: str


def changes(certificate: Certificate) -> list[Changed]:
    """B.2: one row for each change or reissue, from request, approval and both editions; the reason is the client's."""
    editions = list(certificate.editions.order_by("number"))
    asked = list(_entries(certificate, ("ask_change", "ask_reissue")))
    approved = _entries(certificate, ("change", "reissue"))
    return [
        Changed(_day(entry), _told(before, after), _last_before(asked, entry).reason, entry.actor)
        for entry, before, after in zip(approved, editions, editions[1:], strict=False)
    ]


@dataclass(frozen=True)
class StatusChanged:
    """A row of B.3; reason and approver stay inside (T32)."""

    changed_on: date
    status_before: str
    status_after: str
    reason: str
    approved_by: str


def status_changes(certificate: Certificate) -> list[StatusChanged]:
    """B.3: one row for each change of status, written by the status act itself: its entry in the journal."""
    moves = ((entry, *_statuses(entry)) for entry in _entries(certificate))
    return [
        StatusChanged(_day(entry), before, after, entry.reason, entry.actor)
        for entry, before, after in moves
        if before != after and before in PUBLIC and after in PUBLIC
    ]


@dataclass(frozen=True)
class Surveyed:
    """A row of B.4."""

    audited_on: date | None
    audit_kind: str
    conclusion: str
    lead_auditor: str


def surveillances(certificate: Certificate) -> list[Surveyed]:
    """B.4: one row for each closed yearly or special audit."""
    closed = certificate.cases.filter(status="已归档", type__in=(AuditType.SURVEILLANCE, AuditType.SPECIAL))
    return [_surveyed(case) for case in closed.order_by("opened_at")]


def appendix_b(certificate: Certificate) -> dict[str, Any]:
    """The four tables by form id, as the printed forms take them."""
    return {
        "B.1": basics(certificate),
        "B.2": [asdict(row) for row in changes(certificate)],
        "B.3": [asdict(row) for row in status_changes(certificate)],
        "B.4": [asdict(row) for row in surveillances(certificate)],
    }


def _surveyed(case: Case) -> Surveyed:
    decision = case.decisions.order_by("-decided_at", "-pk").first()
    leads = case.members.filter(duty=Duty.LEAD).order_by("-pk").select_related("person")
    lead = leads.first()
    conclusion = f"{decision.outcome}：{decision.reason}" if decision else ""
    name = lead.person.name if lead else ""
    return Surveyed(case.on_site_until or case.on_site_from, case.get_type_display(), conclusion, name)


def _last_before(asked: list[Entry], entry: Entry) -> Entry:
    return [each for each in asked if each.sequence < entry.sequence][-1]


def _told(before: CertificateEdition, after: CertificateEdition) -> str:
    if after.occasion == "补发":
        return f"补发（第{after.number}版）"
    return "；".join(str(each) for each in differences(Face.of(before.shown), Face.of(after.shown)))


def _entries(certificate: Certificate, verbs: tuple[str, ...] = ()) -> Iterator[Entry]:
    found = Entry.objects.filter(object_kind="certificate", object_id=str(certificate.pk)).order_by(
        "sequence"
    )
    return iter(found.filter(verb__in=verbs) if verbs else found)


def _statuses(entry: Entry) -> tuple[str, str]:
    return entry.from_state.partition("+")[0], entry.to_state.partition("+")[0]


def _day(entry: Entry) -> date:
    return datetime.fromisoformat(entry.at).astimezone(SHANGHAI).date()
