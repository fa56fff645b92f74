"""Deregistration in its order: request or finding, review, decision with its announcement (8.2.3, 8.3.3)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.certification import letterhead
from hengxian.certification.certificates.proceeding import grounded, keeping, send, tell_public
from hengxian.certification.models import Certificate
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import enact
from hengxian.records.clocks import local_day
from hengxian.records.documents.letters.status import (
    Deregistration,
)


@action("certificate", "ask_deregistration")
def ask_deregistration(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """The client's own request, signed by the legal representative (8.2.3.2)."""
    asked = grounded({**facts, "ground": "8.2.3.2"}, by, at) | {"origin": "贵单位提出注销申请"}
    changes = keeping(certificate, "deregistration", asked)
    return enact(certificate, "ask_deregistration", by=by, at=at, version=version, changes=changes, **facts)


@action("certificate", "find_deregistration")
def find_deregistration(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """The body found a ground of deregistration (8.3.3.1)."""
    found = grounded(facts, by, at) | {"origin": "我机构发现应当注销的情形"}
    changes = keeping(
        certificate, "deregistration", found | {"why_not_revoked": facts.get("why_not_revoked") or ""}
    )
    return enact(certificate, "find_deregistration", by=by, at=at, version=version, changes=changes, **facts)


@action("certificate", "deregister")
@transaction.atomic
def deregister(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """Decision, letter and announcement are one act (8.3.3.3, 8.3.3.4)."""
    hold_chain()
    ground, before = certificate.proceedings.get("deregistration", {}), certificate.status
    changes = {"status_since": at, "suspended_until": None}
    enact(certificate, "deregister", by=by, at=at, version=version, changes=changes, **facts)
    letter = Deregistration(
        hotline=certificate.hotline.name, certificate=certificate.number, origin=ground["origin"],
        reasons=letterhead.reasons(ground["ground"], str(facts["reason"]), ground["evidence"]),
        decided_on=local_day(at),
    )  # fmt: skip
    send(certificate, letter, by, at)
    tell_public(certificate, before, by, at, announcement=str(facts["announcement"]))
    return certificate
