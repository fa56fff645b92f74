"""Certificates drafted, issued, changed, reissued and renewed: paper, register and public fact in one act (ch. 7)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.db import transaction

from hengxian.certification import letterhead
from hengxian.certification.certificates.changing import IN_ENGLISH, WANTED, changed_face
from hengxian.certification.certificates.face import Face, differences
from hengxian.certification.certificates.facing import face_of, legal_entity, renewed_by
from hengxian.certification.certificates.printing import (
    Nature,
    address_of_entry,
    paper,
    public_edition,
    set_paper,
)
from hengxian.certification.conditions.certifying import successor_of
from hengxian.certification.models import Certificate, CertificateEdition
from hengxian.certification.numbers import next_certificate_number, pattern_fault
from hengxian.certification.publishing import publish
from hengxian.certification.queries.certificates import newest_edition
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import amend, begin, create, enact
from hengxian.publication import announcing
from hengxian.publication.appending import Draft
from hengxian.publication.checkcode import new_check_code
from hengxian.records.clocks import SHANGHAI, local_day, months_after
from hengxian.records.documents.certificate import publicity_statement
from hengxian.records.documents.letters.decision import Change, ChangeApproval, UseGuidance
from hengxian.records.files.keeping import keep
from hengxian.records.parameters import value_of
from hengxian.records.registers.values import EMPTY


@action("certificate", "draft")
@transaction.atomic
def draft(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """Give the number, by the pattern or as typed, and keep the face that the head will sign."""
    hold_chain()
    certificate.number = str(facts.get("number") or "").strip() or _next_number(at)
    begin(certificate, "draft", by=by, at=at, **facts)
    nature: Nature = "换证" if renewed_by(certificate) else "颁发"
    face = face_of(certificate, facts, at)
    edition = CertificateEdition(
        certificate=certificate,
        number=1,
        occasion=nature,
        shown=face.as_json(),
        check_code=new_check_code(),
        made_at=at,
    )
    create(edition, by=by, at=at, verb="draft")
    return certificate


@action("certificate", "issue")
@transaction.atomic
def issue(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """Dates computed once, paper set, public told, guidance handed over; a renewed certificate is linked (6.4.1)."""
    hold_chain()
    issued_on = facts.get("issued_on")
    until = _last_day(issued_on, at) if isinstance(issued_on, date) else None
    changes = {"issued_on": issued_on, "valid_until": until, "status_since": at}
    enact(certificate, "issue", by=by, at=at, version=version, changes=changes, **facts)
    edition = newest_edition(certificate)
    face = replace(
        Face.of(edition.shown), issued_on=str(issued_on), valid_until=str(until), head=by.name,
        method=str(facts["method"]),
    )  # fmt: skip
    _finish(edition, face, by, at)
    _tell_public(certificate, announcing.issue("", public_edition(edition), at, SHANGHAI), by, at)
    _hand_over_guidance(certificate, edition, face, by, at)
    _link_renewed(certificate, by, at)
    return certificate


@action("certificate", "ask_change")
def ask_change(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """What is to be printed instead is kept until the head approves it (7.4.1)."""
    wanted = {name: facts.get(name) for name in (*WANTED, *IN_ENGLISH) if facts.get(name) not in EMPTY}
    request = {"subject": list(facts.get("subject") or ()), "wanted": wanted, "reason": facts.get("reason")}
    asked = {"asked_on": local_day(at).isoformat(), "evidence": list(facts.get("evidence") or ())}
    changes = {"proceedings": {**certificate.proceedings, "change": request | asked}}
    return enact(certificate, "ask_change", by=by, at=at, version=version, changes=changes, **facts)


@action("certificate", "change")
@transaction.atomic
def change(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """A new edition under the same number and dates; an organisation's new name becomes its name everywhere (7.4.1)."""
    hold_chain()
    request = certificate.proceedings.get("change", {})
    _enact_and_close(certificate, "change", "change", by, at, version, facts)
    before = Face.of(newest_edition(certificate).shown)
    after = replace(
        changed_face(certificate, before, request["wanted"]), head=by.name, method=str(facts["method"])
    )
    _rename(certificate, request["wanted"], by, at)
    _new_edition(certificate, after, "变更", by, at)
    told = tuple(Change(each.entry, each.before, each.after) for each in differences(before, after))
    _approve(certificate, request, told, by, at)
    return certificate


@action("certificate", "refuse_change")
def refuse_change(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """The request ends; the edition stands."""
    _enact_and_close(certificate, "refuse_change", "change", by, at, version, facts)
    return certificate


@action("certificate", "ask_reissue")
def ask_reissue(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """Reason and statement of the loss are kept until the head approves (7.4.2)."""
    request = {"reason": facts.get("reason"), "asked_on": local_day(at).isoformat()}
    changes = {"proceedings": {**certificate.proceedings, "reissue": request}}
    return enact(certificate, "ask_reissue", by=by, at=at, version=version, changes=changes, **facts)


@action("certificate", "reissue")
@transaction.atomic
def reissue(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """Another copy of the same words, marked 补发, with a check code of its own; the lost one is replaced (7.4.2)."""
    hold_chain()
    request = certificate.proceedings.get("reissue", {})
    _enact_and_close(certificate, "reissue", "reissue", by, at, version, facts)
    face = replace(Face.of(newest_edition(certificate).shown), head=by.name, method=str(facts["method"]))
    _new_edition(certificate, face, "补发", by, at)
    _approve(certificate, request, (), by, at)
    return certificate


@action("certificate", "succeed")
def succeed(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """Link the certificate that renews this one; both keep their own status and dates (6.4.3)."""
    changes = {"successor": successor_of(certificate)}
    return enact(certificate, "succeed", by=by, at=at, version=version, changes=changes, **facts)


def _next_number(at: datetime) -> str:
    setting = value_of("P-number", at)
    if setting is None or pattern_fault(str(setting.value)):
        return ""  # the conditions say what lacks
    return next_certificate_number(str(setting.value), local_day(at), Certificate)


def _last_day(issued_on: date, at: datetime) -> date | None:
    term = value_of("P-term", at)
    return months_after(issued_on, int(term.value)) - timedelta(days=1) if term else None


def _enact_and_close(
    certificate: Certificate,
    verb: str,
    request: str,
    by: Actor,
    at: datetime,
    version: int | None,
    facts: dict[str, Any],
) -> None:
    rest = {name: value for name, value in certificate.proceedings.items() if name != request}
    enact(certificate, verb, by=by, at=at, version=version, changes={"proceedings": rest}, **facts)


def _new_edition(certificate: Certificate, face: Face, nature: Nature, by: Actor, at: datetime) -> None:
    number = newest_edition(certificate).number + 1
    edition = CertificateEdition(
        certificate=certificate, number=number, occasion=nature, shown=face.as_json(), check_code=new_check_code(),
        made_at=at,
    )  # fmt: skip
    create(edition, by=by, at=at, verb="draft")
    _finish(edition, face, by, at)
    _tell_public(certificate, announcing.replace("", public_edition(edition), at, SHANGHAI), by, at)


def _finish(edition: CertificateEdition, face: Face, by: Actor, at: datetime) -> None:
    """Set the paper and bind it to its edition by both digests; from then on the edition stands."""
    pdf = set_paper(face, edition.number, edition.check_code, edition.occasion, at)
    name = f"认证证书 {face.number} 第{edition.number}版.pdf".replace("/", "-")
    file = keep(
        BytesIO(pdf), name, about=edition.story, category="document", subject="certificate", by=by, at=at
    )
    amend(
        edition, by=by, at=at, verb="print", shown=face.as_json(), pdf_sha256=file.sha256, pdf_sm3=file.sm3,
        file=file.pk, made_at=at,
    )  # fmt: skip


def _tell_public(certificate: Certificate, drafts: list[Draft], by: Actor, at: datetime) -> None:
    publish(drafts, about=certificate.story, by=by, at=at)


def _hand_over_guidance(
    certificate: Certificate, edition: CertificateEdition, face: Face, by: Actor, at: datetime
) -> None:
    shown = paper(face, edition.number, edition.check_code)
    guidance = UseGuidance(
        hotline=face.hotline, certificate=face.number, valid_until=face.last_day, scope=face.scope,
        statement=publicity_statement(shown, status="有效", on=face.first_day),
        register_url=address_of_entry(face.number, edition.check_code), check_code=edition.check_code,
    )  # fmt: skip
    _send(certificate, guidance, by, at)


def _approve(
    certificate: Certificate, request: dict[str, Any], told: tuple[Change, ...], by: Actor, at: datetime
) -> None:
    assert certificate.valid_until is not None  # issued
    letter = ChangeApproval(
        hotline=certificate.hotline.name, certificate=certificate.number,
        requested_on=date.fromisoformat(request["asked_on"]), approved_on=local_day(at),
        edition=newest_edition(certificate).number, valid_until=certificate.valid_until,
        reason=str(request["reason"]), changes=told, is_reissue=not told,
    )  # fmt: skip
    _send(certificate, letter, by, at)


def _send(certificate: Certificate, letter: Any, by: Actor, at: datetime) -> None:
    letterhead.send(
        letter, certificate.organisation, about=certificate.story, case=certificate.case.number, by=by, at=at
    )


def _rename(certificate: Certificate, wanted: dict[str, Any], by: Actor, at: datetime) -> None:
    if "name" in wanted:
        amend(legal_entity(certificate.organisation), by=by, at=at, verb="rename", name=str(wanted["name"]))


def _link_renewed(certificate: Certificate, by: Actor, at: datetime) -> None:
    """The certificate renewed by this one names it, unless a proceeding on it has to end first."""
    renewed = renewed_by(certificate)
    if (
        renewed is not None
        and (renewed.status, renewed.marker) == ("有效", "")
        and renewed.successor_id is None
    ):
        succeed(renewed, by=by, at=at, reason=f"再认证换发新证书 {certificate.number}")
