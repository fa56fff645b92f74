"""Recordings: kept by the switch, known here by path and digest; every answered call has one or a reason (9.2.2.2)."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from hengxian.hotline.models import Channel, Contact, Hotline
from hengxian.hotline.standing import at_hotline
from hengxian.journal.actor import Actor
from hengxian.journal.appending import Line, append
from hengxian.journal.writing import amend
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotThere

MAY_HEAR = frozenset({"line_manager", "line_inspector"})


def lacking(hotline: Hotline) -> "QuerySet[Contact]":
    """Answered calls that link to no recording and state no reason, oldest first."""
    calls = Contact._default_manager.filter(hotline=hotline, channel=Channel.PHONE, answered_at__isnull=False)
    return calls.filter(recording="", no_recording_reason="").order_by("arrived_at")


def state_reason(
    contact: Contact, reason: str, *, by: Actor, at: datetime, version: int | None = None
) -> Contact:
    """Why an answered call has no recording. Incomplete without a reason or where there is a recording."""
    _check_hears(contact, by)
    if contact.recording:
        raise Incomplete("这次通话已有录音", "9.2.2.2", ("reason",))
    if not reason.strip():
        raise Incomplete("须写明没有录音的原因", "9.2.2.2", ("reason",))
    changes = {"no_recording_reason": reason.strip()[:120]}
    return amend(contact, by=by, at=at, version=version, verb="state_no_recording", **changes)


def play(contact: Contact, *, by: Actor, at: datetime, reason: str) -> Path:
    """The file to be heard; that it is heard, by whom and why, is in the journal first.

    NotAllowed for whoever is neither the call's agent nor the hotline's inspector or manager; Incomplete without a
    reason; NotThere without a recording or when the file is not what its digest says.
    """
    _check_hears(contact, by)
    if not reason.strip():
        raise Incomplete("收听录音须说明理由", "9.2.2.2", ("reason",))
    file = file_of(contact)
    told = {"sha256": contact.recording_digest, "fields": ["recording"]}
    append([Line(contact, "play", by, at, reason.strip(), told)])
    return file


def _check_hears(contact: Contact, by: Actor) -> None:
    duties = at_hotline(contact.hotline_id, by)
    is_own = "line_agent" in duties and contact.agent_id == by.person
    if not (is_own or duties & MAY_HEAR):
        raise NotAllowed("没有收听这段录音的权限", "9.2.2.2")


def file_of(contact: Contact) -> Path:
    """The file behind a recording, found to be what its digest says; who may hear it is asked before. NotThere."""
    root = Path(settings.HENGXIAN_RECORDINGS).resolve()
    path = (root / contact.recording).resolve()
    if not contact.recording or not path.is_relative_to(root) or not path.is_file():
        raise NotThere("录音文件不在录音存储中" if contact.recording else "这次通话没有录音", "9.2.2.2")
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    if contact.recording_digest and digest != contact.recording_digest:
        raise NotThere("录音文件与登记的摘要不符，不能作为本次通话的录音收听", "9.2.2.2")
    return path
