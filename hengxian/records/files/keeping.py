"""Keeping files: taken in, replaced, read, erased; every act in the journal (G-7, G-9, G-14)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.models.recorded import plain
from hengxian.journal.writing import begin, enact
from hengxian.kernel.refusals import Refused
from hengxian.records.files.categories import category_called
from hengxian.records.files.lifecycle import ERASED
from hengxian.records.files.limits import Limits
from hengxian.records.files.refusals import FileGone
from hengxian.records.files.store import Received, Store, Stream
from hengxian.records.models.stored_file import StoredFile
from hengxian.records.privacy.contents import hits_in
from hengxian.records.privacy.fields import Sensitivity
from hengxian.records.privacy.revealing import reveal
from hengxian.records.privacy.transfer import Contents, Transfer, may_attach


@dataclass(frozen=True)
class Particulars:
    """What the giver says of a file: grade, origin, masking, transfer, and until when it must be kept."""

    sensitivity: Sensitivity = Sensitivity.INTERNAL
    claimed_at: datetime | None = None
    claimed_place: str = ""
    is_declared_masked: bool = False
    transfer: Transfer | None = None
    retained_until: date | None = None
    declared_type: str = ""


def keep(
    stream: Stream,
    name: str,
    *,
    about: str,
    category: str,
    by: Actor,
    at: datetime,
    subject: str = "",
    particulars: Particulars | None = None,
) -> StoredFile:
    """Take a file in for a story. FileRefused, NotHandedOver or StoreFull; then nothing is kept."""
    said = particulars or Particulars()
    with _received(stream, name, category, said, at) as received:
        file = _row(received, said, by, at)
        file.about, file.category, file.subject = about, category_called(category).id, subject
        return _enter(file, by, at)


def replace(
    file: StoredFile,
    stream: Stream,
    name: str,
    *,
    by: Actor,
    at: datetime,
    reason: str,
    version: int | None = None,
    particulars: Particulars | None = None,
) -> StoredFile:
    """A newer version takes the place of this one, which stays readable (G-9). NotNow, Stale, or as `keep`."""
    said = particulars or Particulars(sensitivity=Sensitivity(file.sensitivity))
    with _received(stream, name, file.category, said, at) as received:
        newer = _row(received, said, by, at)
        newer.about, newer.category, newer.subject = file.about, file.category, file.subject
        newer.replaces, newer.edition = file, file.edition + 1
        newer.retained_until = newer.retained_until or file.retained_until
        with transaction.atomic():
            enact(file, "replace", by=by, at=at, version=version, reason=reason)
            return _enter(newer, by, at)


@contextmanager
def read(file: StoredFile, *, by: Actor, at: datetime, reason: str = "") -> Iterator[BinaryIO]:
    """The verified content. A 敏感 or 核心 file asks for a reason and is listed as revealed (Incomplete without).

    FileGone after erasure, with what went and when; FileAltered when the content is not what was received.
    """
    if file.is_erased:
        raise FileGone(f"{file.name}：内容已于 {_day(file.erased_at)} 清除（{file.erased_data}），仅存摘要")
    with store().open_verified(file.place, file.name) as content:
        if file.is_sensitive:
            reveal(file, ("content",), by=by, at=at, reason=reason)
        yield content


def propose_erasure(
    file: StoredFile, *, by: Actor, at: datetime, reason: str, data_kinds: str, version: int | None = None
) -> StoredFile:
    """Ask for the content to go, naming the kind of data. Nothing goes before another person approves."""
    proposer = {"proposed_by": by.person, "proposed_by_name": by.name, "erased_data": data_kinds[:200]}
    return enact(
        file, "propose_erasure", by=by, at=at, version=version, changes=proposer, reason=reason,
        data_kinds=data_kinds,
    )  # fmt: skip


def withdraw_erasure(
    file: StoredFile, *, by: Actor, at: datetime, reason: str, version: int | None = None
) -> StoredFile:
    """The file stays after all."""
    nobody = {"proposed_by": None, "proposed_by_name": "", "erased_data": ""}
    return enact(file, "withdraw_erasure", by=by, at=at, version=version, changes=nobody, reason=reason)


@transaction.atomic
def erase(file: StoredFile, *, by: Actor, at: datetime, version: int | None = None) -> StoredFile:
    """Approve, and remove the content once committed; row and digests stay as the marker (G-14).

    Content that another kept file has too stays in the store for that one; this row can be read no more.
    """
    enact(
        file, "erase", by=by, at=at, version=version, changes={"erased_at": at}, data_kinds=file.erased_data
    )
    transaction.on_commit(lambda: _discard(file.sha256, file.place))
    return file


def store() -> Store:
    """The site's store."""
    return Store(Path(settings.HENGXIAN_FILES))


def limits() -> Limits:
    """The site's limits: ours, unless the settings say otherwise."""
    return Limits(**getattr(settings, "HENGXIAN_FILE_LIMITS", {}))


@contextmanager
def _received(
    stream: Stream, name: str, category: str, said: Particulars, at: datetime
) -> Iterator[Received]:
    received = store().receive(stream, name, limits(), said.declared_type)
    try:
        if category_called(category).is_searched:
            _check_personal(received, said, at)
        yield received
    except Refused:
        _discard(received.sha256, received.place)
        raise


@transaction.atomic
def _enter(file: StoredFile, by: Actor, at: datetime) -> StoredFile:
    # Under the chain's lock: what `_discard` took away before is missed here, what comes after sees this row.
    hold_chain()
    if not store().holds(file.place):
        raise FileGone(f"{file.name}：保存时同样内容的文件正被清除，请重新上传")
    return begin(file, "keep", by=by, at=at)


def _check_personal(received: Received, said: Particulars, at: datetime) -> None:
    with store().open_verified(received.place, received.name) as content:
        hits = hits_in(content, received.media_type)
    contents = Contents(received.name, hits, said.sensitivity, said.is_declared_masked)
    may_attach(contents, said.transfer, timezone.localtime(at).date())


@transaction.atomic
def _discard(sha256: str, place: str) -> None:
    # Under the chain's lock, so that nobody keeps the same content in between.
    hold_chain()
    if not StoredFile.objects.filter(sha256=sha256).exclude(status=ERASED).exists():
        store().erase(place)


def _row(received: Received, said: Particulars, by: Actor, at: datetime) -> StoredFile:
    transfer: dict[str, Any] | None = plain(asdict(said.transfer)) if said.transfer else None
    return StoredFile(
        name=received.name,
        size=received.size,
        sha256=received.sha256,
        sm3=received.sm3,
        media_type=received.media_type,
        sensitivity=said.sensitivity,
        is_declared_masked=said.is_declared_masked,
        transfer=transfer,
        claimed_at=said.claimed_at,
        claimed_place=said.claimed_place,
        retained_until=said.retained_until,
        received_at=at,
        received_by=by.person,
        received_by_name=by.name,
    )


def _day(at: datetime | None) -> str:
    return timezone.localtime(at).date().isoformat() if at else "—"
