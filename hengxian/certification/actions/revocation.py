"""Revocation in its order: investigation, notice, appeal, final decision; or any procedure dropped (8.2.2, 8.3.2).

A public status changes only with the last act, in one transaction with what the public is told (L26, T30, T31).
"""

from datetime import date, datetime
from typing import Any, cast

from django.db import transaction

from hengxian.certification import letterhead
from hengxian.certification.certificates.proceeding import (
    ending,
    grounded,
    keeping,
    send,
    tell_public,
)
from hengxian.certification.models import Certificate
from hengxian.certification.queries.proceedings import appeal_told, investigators
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import enact
from hengxian.records.clocks import due, local_day
from hengxian.records.documents.letters.status import (
    Revocation,
    RevocationWarning,
)
from hengxian.records.edition import pack
from hengxian.records.parameters import value_of
from hengxian.standard.calendars import state_council


@action("certificate", "investigate")
def investigate(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """Opens the investigation of a ground of revocation; the public status stays (8.3.2.1)."""
    changes = keeping(certificate, "revocation", grounded(facts, by, at))
    return enact(certificate, "investigate", by=by, at=at, version=version, changes=changes, **facts)


@action("certificate", "give_notice")
@transaction.atomic
def give_notice(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """The client is told the reasons and until when he may appeal; nothing is public yet (8.3.2.2, T30)."""
    hold_chain()
    ground = certificate.proceedings.get("revocation", {})
    limit = _appeal_limit(at)
    told = {
        "findings": facts.get("findings"),
        "noticed_at": at.isoformat(),
        "notice_reason": facts.get("reason"),
    }
    changes = {"appeal_until": limit, **keeping(certificate, "revocation", ground | told)}
    enact(certificate, "give_notice", by=by, at=at, version=version, changes=changes, **facts)
    letter = RevocationWarning(
        hotline=certificate.hotline.name, certificate=certificate.number, investigated_by=investigators(certificate),
        reasons=letterhead.reasons(ground["ground"], str(facts["reason"]), ground["evidence"]),
        appeal_by=cast(date, limit), appeal_to=letterhead.body_at(local_day(at)).name,
    )  # fmt: skip
    send(certificate, letter, by, at, "P-appeal", "P-appeal-handling")
    return certificate


@action("certificate", "revoke")
@transaction.atomic
def revoke(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """The final decision, on the investigation and the appeal, and the public is told (8.3.2.4, L26)."""
    hold_chain()
    ground, before = certificate.proceedings.get("revocation", {}), certificate.status
    changes = {"status_since": at, "suspended_until": None}
    enact(certificate, "revoke", by=by, at=at, version=version, changes=changes, **facts)
    letter = Revocation(
        hotline=certificate.hotline.name, certificate=certificate.number,
        warned_on=local_day(datetime.fromisoformat(ground["noticed_at"])), appeal=appeal_told(certificate),
        reasons=letterhead.reasons(ground["ground"], str(facts["reason"]), ground["evidence"]),
        decided_on=local_day(at),
    )  # fmt: skip
    send(certificate, letter, by, at)
    tell_public(certificate, before, by, at)
    return certificate


@action("certificate", "drop")
def drop(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """The procedure ends without a change; what the public sees never changed."""
    running = {"拟暂停": "suspension", "拟补发": "reissue"}.get(certificate.marker) or (
        "revocation" if "撤销" in certificate.marker else "deregistration"
    )
    changes = {"appeal_until": None, **ending(certificate, running)}
    return enact(certificate, "drop", by=by, at=at, version=version, changes=changes, **facts)


def _appeal_limit(at: datetime) -> date | None:
    setting = value_of("P-appeal", at)
    if setting is None:
        return None  # the condition says so
    return due(
        pack(), "appeal_lodging", local_day(at), state_council().calendar, length=int(setting.value)
    ).on
