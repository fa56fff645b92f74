"""What an order holds beside its words: attached files and the recording of its call; how their bytes go (G-14)."""

from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from hengxian.hotline.models import Contact, Order
from hengxian.journal.actor import Actor
from hengxian.journal.writing import amend
from hengxian.records.files import keeping
from hengxian.records.files.lifecycle import ERASED
from hengxian.records.models import StoredFile

KINDS = "工单所附文件的内容"
DESTROYED = "录音已随档案销毁"


def own_contact(order: Order, earlier: Collection[Order] = ()) -> Contact | None:
    """The contact it came from; None where an order that is not destroyed came from it too, which still needs it.

    `earlier` go before this one on the same list: the last of a contact's orders takes the contact along.
    """
    if order.contact is None:
        return None
    going = [order.pk, *(each.pk for each in earlier)]
    others = Order.objects.filter(contact=order.contact).exclude(pk__in=going)
    return None if others.exclude(archive_entry__status="已销毁").exists() else order.contact


def files_of(order: Order, earlier: Collection[Order] = ()) -> "QuerySet[StoredFile]":
    """Every kept file of the order's record and of its own contact that still has its content, each version."""
    contact = own_contact(order, earlier)
    stories = [order.story, *([contact.story] if contact else [])]
    return StoredFile.objects.filter(about__in=stories).exclude(status=ERASED).order_by("pk")


def ask_for_files(
    order: Order, earlier: Collection[Order] = (), *, by: Actor, at: datetime, reason: str
) -> list[int]:
    """Ask for their contents to go; the ids of those asked for. What another asked for already is his to settle."""
    asked = []
    for file in files_of(order, earlier).filter(marker=""):
        keeping.propose_erasure(file, by=by, at=at, reason=reason, data_kinds=KINDS)
        asked.append(file.pk)
    return asked


def erase_files(asked: Iterable[int], *, by: Actor, at: datetime) -> list[str]:
    """Their contents go once committed; what went, by digest. NotAllowed for the person who asked."""
    gone = []
    for file in (
        StoredFile.objects.filter(pk__in=asked).exclude(status=ERASED).exclude(marker="").order_by("pk")
    ):
        keeping.erase(file, by=by, at=at)
        gone.append(f"file:{file.pk} sha256:{file.sha256}")
    return gone


def take_back_files(asked: Iterable[int], *, by: Actor, at: datetime, reason: str) -> None:
    """They stay after all."""
    for file in (
        StoredFile.objects.filter(pk__in=asked).exclude(status=ERASED).exclude(marker="").order_by("pk")
    ):
        keeping.withdraw_erasure(file, by=by, at=at, reason=reason)


def destroy_recording(order: Order, *, by: Actor, at: datetime, reason: str) -> list[str]:
    """The recording of its own call goes once committed; path and digest stay in the journal, the digest in the row."""
    contact = own_contact(order)
    if contact is None or not contact.recording:
        return []
    path, told = contact.recording, f"recording contact:{contact.pk} sha256:{contact.recording_digest or '—'}"
    changes: dict[str, Any] = {"recording": "", "no_recording_reason": DESTROYED}
    amend(contact, by=by, at=at, verb="destroy_recording", reason=reason, **changes)
    transaction.on_commit(lambda: _discard(path))
    return [told]


def _discard(path: str) -> None:
    """Remove the sound, unless another contact is told of by the same file, or the path leads out of the folder."""
    root = Path(settings.HENGXIAN_RECORDINGS).resolve()
    found = (root / path).resolve()
    if found.is_relative_to(root) and not Contact._default_manager.filter(recording=path).exists():
        found.unlink(missing_ok=True)
