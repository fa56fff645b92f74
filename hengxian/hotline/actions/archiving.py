"""What archiving does: a line in the catalogue; addenda, copies and destruction leave their trace there (10.5)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.archive.contents import ADDENDUM
from hengxian.hotline.archive.copies import issue_copy
from hengxian.hotline.archive.filing import entry_of, give_number
from hengxian.hotline.models import ArchiveEntry, Note, Order
from hengxian.journal.acting import action, perform
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import begin, create, enact


@action("order", "archive")
@transaction.atomic
def archive(order: Order, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Order:
    """Locked from now on: no row of its table leads on. Its line carries the fingerprint of the whole record."""
    hold_chain()
    enact(order, "archive", by=by, at=at, version=version, changes={"archived_at": at}, **facts)
    perform(entry_of(order, at), "file", by=by, at=at)
    return order


@action("archive_entry", "file")
@transaction.atomic
def file(
    entry: ArchiveEntry, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> ArchiveEntry:
    """Numbered under the chain's lock."""
    give_number(entry, by, at)
    return begin(entry, "file", by=by, at=at, **facts)


@action("archive_entry", "set_retention")
def set_retention(
    entry: ArchiveEntry, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> ArchiveEntry:
    """As the body's own approved schedule says (档案法实施条例); nothing is proposed by the programme."""
    until = facts.get("retained_until") or None
    day = date.fromisoformat(until) if isinstance(until, str) else until
    changes = {"retention": str(facts.get("retention") or ""), "retained_until": day}
    return enact(entry, "set_retention", by=by, at=at, version=version, changes=changes, **facts)


@action("archive_entry", "append")
@transaction.atomic
def append(
    entry: ArchiveEntry, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> ArchiveEntry:
    """A later fact stands beside the archived record, never in it."""
    enact(entry, "append", by=by, at=at, version=version, **facts)
    if entry.order is not None:
        note = Note(order=entry.order, type=ADDENDUM, at=at, text=str(facts["text"]), author_id=by.person)
        create(note, by=by, at=at)
    return entry


@action("archive_entry", "copy")
@transaction.atomic
def copy(
    entry: ArchiveEntry, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> ArchiveEntry:
    """A numbered copy without personal data, for whom and what for."""
    enact(entry, "copy", by=by, at=at, version=version, **facts)
    issue_copy(entry, recipient=str(facts["recipient"]), purpose=str(facts["reason"]), by=by, at=at)
    return entry
