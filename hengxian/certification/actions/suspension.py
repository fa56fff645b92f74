"""Suspension in its order: proposal, notice with demands, correction, verification, restoration (8.2.1, 8.3.1)."""

from datetime import date, datetime
from typing import Any, cast

from django.db import transaction

from hengxian.certification import letterhead
from hengxian.certification.certificates.proceeding import (
    dated,
    ending,
    grounded,
    keeping,
    last_day,
    lines,
    read_day,
    references,
    send,
    tell_public,
)
from hengxian.certification.models import Certificate
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import enact
from hengxian.records.clocks import local_day, months_after
from hengxian.records.documents.letters.status import (
    Restoration,
    Suspension,
)


@action("certificate", "propose_suspension")
def propose_suspension(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """The public status stays; the ground waits for the head."""
    changes = keeping(certificate, "suspension", grounded(facts, by, at))
    return enact(certificate, "propose_suspension", by=by, at=at, version=version, changes=changes, **facts)


@action("certificate", "suspend")
@transaction.atomic
def suspend(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """Reasons and demands go out by letter, the public is told; validity keeps running (8.3.1)."""
    hold_chain()
    ground = certificate.proceedings.get("suspension", {})
    day = local_day(at)
    until = months_after(day, min(int(facts["months"]), 1200)) if facts.get("months") else None
    changes = {
        "status_since": at,
        "suspended_until": until,
        **keeping(certificate, "suspension", ground | dated("suspended_on", at)),
    }
    enact(certificate, "suspend", by=by, at=at, version=version, changes=changes, **facts)
    letter = Suspension(
        hotline=certificate.hotline.name, certificate=certificate.number, valid_until=last_day(certificate),
        suspended_on=day, until=cast(date, until), demands=lines(facts["demands"]),
        reasons=letterhead.reasons(ground["ground"], str(facts["reason"]), ground["evidence"]),
    )  # fmt: skip
    send(certificate, letter, by, at, "P-suspension")
    tell_public(certificate, "有效", by, at)
    return certificate


@action("certificate", "submit_correction")
def submit_correction(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """The client shows what was put right (8.3.1.2)."""
    told = {"text": facts.get("correction"), "evidence": references(facts), **dated("submitted_on", at)}
    changes = keeping(certificate, "correction", told)
    return enact(certificate, "submit_correction", by=by, at=at, version=version, changes=changes, **facts)


@action("certificate", "verify_correction")
def verify_correction(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """An auditor found the demands met (8.3.1.3)."""
    told = {
        "result": facts.get("result"),
        "evidence": references(facts),
        "by": by.name,
        **dated("verified_on", at),
    }
    changes = keeping(certificate, "verification", told)
    return enact(certificate, "verify_correction", by=by, at=at, version=version, changes=changes, **facts)


@action("certificate", "restore")
@transaction.atomic
def restore(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """有效 again, until the date it always had (8.3.1.4)."""
    hold_chain()
    kept = certificate.proceedings
    changes = {
        "status_since": at,
        "suspended_until": None,
        **ending(certificate, "suspension", "correction", "verification"),
    }
    enact(certificate, "restore", by=by, at=at, version=version, changes=changes, **facts)
    letter = Restoration(
        hotline=certificate.hotline.name, certificate=certificate.number,
        suspended_on=read_day(kept["suspension"]["suspended_on"]),
        verified_on=read_day(kept["verification"]["verified_on"]), verified_by=kept["verification"]["by"],
        findings=lines(kept["verification"]["result"]), restored_on=local_day(at), valid_until=last_day(certificate),
    )  # fmt: skip
    send(certificate, letter, by, at)
    tell_public(certificate, "暂停", by, at)
    return certificate
