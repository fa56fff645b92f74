"""The procedures of chapter 8: suspension with its correction, revocation with its appeal, deregistration.

A public status changes only with the last act of its procedure, in one transaction with what the public is told
(8.4, L26, T30, T31). `proceedings` keeps what each running procedure rests on until it ends.
"""

from datetime import date, datetime
from typing import Any, cast

from django.db import transaction

from hengxian.certification import letterhead
from hengxian.certification.acting import action
from hengxian.certification.certificates.printing import public_edition
from hengxian.certification.edition import pack
from hengxian.certification.models import Certificate
from hengxian.certification.publishing import publish, publishable
from hengxian.certification.queries.certificates import newest_edition
from hengxian.certification.queries.proceedings import appeal_told, investigators
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import enact
from hengxian.publication import announcing
from hengxian.publication.appending import Draft
from hengxian.publication.facts import Announcement, Status
from hengxian.records.clocks import SHANGHAI, due, local_day, months_after
from hengxian.records.documents.letters.status import (
    Deregistration,
    Restoration,
    Revocation,
    RevocationWarning,
    Suspension,
)
from hengxian.records.parameters import value_of
from hengxian.standard.calendars import state_council

Facts = dict[str, Any]


@action("certificate", "propose_suspension")
def propose_suspension(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """The public status stays; the ground waits for the head."""
    changes = _with(certificate, "suspension", _ground(facts, by, at))
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
    until = months_after(day, int(facts["months"])) if facts.get("months") else None
    changes = {
        "status_since": at,
        "suspended_until": until,
        **_with(certificate, "suspension", ground | _day("suspended_on", at)),
    }
    enact(certificate, "suspend", by=by, at=at, version=version, changes=changes, **facts)
    letter = Suspension(
        hotline=certificate.hotline.name, certificate=certificate.number, valid_until=_until(certificate),
        suspended_on=day, until=cast(date, until), demands=_lines(facts["demands"]),
        reasons=letterhead.reasons(ground["ground"], str(facts["reason"]), ground["evidence"]),
    )  # fmt: skip
    _send(certificate, letter, by, at, "P-suspension")
    _tell_public(certificate, "有效", by, at)
    return certificate


@action("certificate", "submit_correction")
def submit_correction(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """The client shows what was put right (8.3.1.2)."""
    told = {"text": facts.get("correction"), "evidence": _references(facts), **_day("submitted_on", at)}
    changes = _with(certificate, "correction", told)
    return enact(certificate, "submit_correction", by=by, at=at, version=version, changes=changes, **facts)


@action("certificate", "verify_correction")
def verify_correction(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """An auditor found the demands met (8.3.1.3)."""
    told = {
        "result": facts.get("result"),
        "evidence": _references(facts),
        "by": by.name,
        **_day("verified_on", at),
    }
    changes = _with(certificate, "verification", told)
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
        **_without(certificate, "suspension", "correction", "verification"),
    }
    enact(certificate, "restore", by=by, at=at, version=version, changes=changes, **facts)
    letter = Restoration(
        hotline=certificate.hotline.name, certificate=certificate.number,
        suspended_on=_read_day(kept["suspension"]["suspended_on"]),
        verified_on=_read_day(kept["verification"]["verified_on"]), verified_by=kept["verification"]["by"],
        findings=_lines(kept["verification"]["result"]), restored_on=local_day(at), valid_until=_until(certificate),
    )  # fmt: skip
    _send(certificate, letter, by, at)
    _tell_public(certificate, "暂停", by, at)
    return certificate


@action("certificate", "investigate")
def investigate(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """Opens the investigation of a ground of revocation; the public status stays (8.3.2.1)."""
    changes = _with(certificate, "revocation", _ground(facts, by, at))
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
    changes = {"appeal_until": limit, **_with(certificate, "revocation", ground | told)}
    enact(certificate, "give_notice", by=by, at=at, version=version, changes=changes, **facts)
    letter = RevocationWarning(
        hotline=certificate.hotline.name, certificate=certificate.number, investigated_by=investigators(certificate),
        reasons=letterhead.reasons(ground["ground"], str(facts["reason"]), ground["evidence"]),
        appeal_by=cast(date, limit), appeal_to=letterhead.body_at(local_day(at)).name,
    )  # fmt: skip
    _send(certificate, letter, by, at, "P-appeal", "P-appeal-handling")
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
    _send(certificate, letter, by, at)
    _tell_public(certificate, before, by, at)
    return certificate


@action("certificate", "drop")
def drop(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """The procedure ends without a change; what the public sees never changed."""
    running = {"拟暂停": "suspension", "拟补发": "reissue"}.get(certificate.marker) or (
        "revocation" if "撤销" in certificate.marker else "deregistration"
    )
    changes = {"appeal_until": None, **_without(certificate, running)}
    return enact(certificate, "drop", by=by, at=at, version=version, changes=changes, **facts)


@action("certificate", "ask_deregistration")
def ask_deregistration(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """The client's own request, signed by the legal representative (8.2.3.2)."""
    asked = _ground({**facts, "ground": "8.2.3.2"}, by, at) | {"origin": "贵单位提出注销申请"}
    changes = _with(certificate, "deregistration", asked)
    return enact(certificate, "ask_deregistration", by=by, at=at, version=version, changes=changes, **facts)


@action("certificate", "find_deregistration")
def find_deregistration(
    certificate: Certificate, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Certificate:
    """The body found a ground of deregistration (8.3.3.1)."""
    found = _ground(facts, by, at) | {"origin": "我机构发现应当注销的情形"}
    changes = _with(
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
    _send(certificate, letter, by, at)
    _tell_public(certificate, before, by, at, announcement=str(facts["announcement"]))
    return certificate


def _ground(facts: Facts, by: Actor, at: datetime) -> Facts:
    return {
        "ground": facts.get("ground"), "reason": facts.get("reason"), "shows": list(facts.get("shows") or ()),
        "evidence": _references(facts), "by": by.name, **_day("opened_on", at),
    }  # fmt: skip


def _with(certificate: Certificate, name: str, told: Facts) -> Facts:
    return {"proceedings": {**certificate.proceedings, name: told}}


def _without(certificate: Certificate, *names: str) -> Facts:
    return {
        "proceedings": {name: told for name, told in certificate.proceedings.items() if name not in names}
    }


def _references(facts: Facts) -> list[str]:
    return [str(each) for each in facts.get("evidence") or ()]


def _day(name: str, at: datetime) -> dict[str, str]:
    return {name: local_day(at).isoformat()}


def _read_day(text: str) -> date:
    return date.fromisoformat(text)


def _lines(text: object) -> tuple[str, ...]:
    return tuple(line.strip() for line in str(text).splitlines() if line.strip())


def _until(certificate: Certificate) -> date:
    return cast(date, certificate.valid_until)  # set by the issue, before which no procedure starts


def _appeal_limit(at: datetime) -> date | None:
    setting = value_of("P-appeal", at)
    if setting is None:
        return None  # the condition says so
    return due(
        pack(), "appeal_lodging", local_day(at), state_council().calendar, length=int(setting.value)
    ).on


def _send(certificate: Certificate, letter: Any, by: Actor, at: datetime, *uses: str) -> None:
    letterhead.send(
        letter,
        certificate.organisation,
        about=certificate.story,
        case=certificate.case.number,
        by=by,
        at=at,
        uses=uses,
    )


def _tell_public(
    certificate: Certificate, before: str, by: Actor, at: datetime, announcement: str = ""
) -> None:
    """What the public learns: the dates and the states, never the reason or who approved it (T32)."""
    edition = public_edition(newest_edition(certificate))
    drafts = announcing.change(
        "", edition, cast(Status, before), cast(Status, certificate.status), at, SHANGHAI
    )
    publish([_worded(draft, announcement) for draft in drafts], about=certificate.story, by=by, at=at)


def _worded(draft: Draft, announcement: str) -> Draft:
    if not announcement or not isinstance(draft.body, Announcement):
        return draft
    with publishable("announcement"):
        return Draft(draft.id, draft.at, Announcement(**{**draft.body.model_dump(), "text": announcement}))
