"""Destroying: a list drawn up by the archivist, approved and carried out by another before a witness (10.5.2.3)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.archive.datasets import destroy_dataset
from hengxian.hotline.archive.destroying import ask_to_erase, erase, take_back
from hengxian.hotline.archive.holdings import ask_for_files, destroy_recording, erase_files, take_back_files
from hengxian.hotline.archive.traces import (
    CALL_KEPT,
    ask_for_callers,
    keep_needed_callers,
    keep_needed_contact,
    redact_events,
    redact_letters,
)
from hengxian.hotline.models import ArchiveEntry, Disposal, Listing, Order
from hengxian.hotline.naming import ids
from hengxian.journal.acting import action, perform
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import amend, create_many, enact
from hengxian.records.models import StoredFile


@action("disposal", "list")
@transaction.atomic
def add(disposal: Disposal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Disposal:
    """Entries of the hotline that are there and on no other list; the rest is left out."""
    hold_chain()
    enact(disposal, "list", by=by, at=at, version=version, **facts)
    free = ArchiveEntry.objects.filter(hotline=disposal.hotline, status="在库", pk__in=ids(facts["entries"]))
    free = free.exclude(listings__taken_off_at=None, listings__isnull=False)
    create_many([Listing(disposal=disposal, entry=entry) for entry in free.order_by("pk")], by=by, at=at)
    return disposal


@action("disposal", "unlist")
@transaction.atomic
def remove(
    disposal: Disposal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Disposal:
    """They stay."""
    enact(disposal, "unlist", by=by, at=at, version=version, **facts)
    for row in _listed(disposal):
        if row.entry_id in ids(facts["entries"]):
            amend(row, by=by, at=at, reason=str(facts["reason"]), taken_off_at=at)
    return disposal


@action("disposal", "submit")
@transaction.atomic
def submit(
    disposal: Disposal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Disposal:
    """The archivist asks, entry by entry, for the words and the files to go."""
    enact(disposal, "submit", by=by, at=at, version=version, **facts)
    listed = [row for row in _listed(disposal) if row.entry.order is not None]
    callers = _ask_for_callers(disposal, listed, by, at)
    for place, row in enumerate(listed):
        if row.entry.order is not None:
            why, earlier = _why(disposal, row), _orders(listed[:place])
            asked = ask_to_erase(row.entry.order, row.entry.retained_until, earlier, by=by, at=at, reason=why)
            files = ask_for_files(row.entry.order, earlier, by=by, at=at, reason=why)
            amend(row, by=by, at=at, erasures=asked + callers, files=files)
            callers = []  # they stand on the first line
    return disposal


@action("disposal", "refuse")
@transaction.atomic
def refuse(
    disposal: Disposal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Disposal:
    """What was asked is taken back; the list can be drawn up anew."""
    enact(disposal, "refuse", by=by, at=at, version=version, **facts)
    for row in _listed(disposal):
        take_back(row.erasures, by=by, at=at, reason=str(facts["reason"]))
        take_back_files(row.files, by=by, at=at, reason=str(facts["reason"]))
        amend(row, by=by, at=at, erasures=[], files=[])
    return disposal


@action("disposal", "carry_out")
@transaction.atomic
def carry_out(
    disposal: Disposal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Disposal:
    """Irreversible. Every entry keeps its line, number and fingerprint, marked 已销毁; the journal says what went."""
    witness = ids(facts.get("witness"))[:1]
    changes: dict[str, Any] = {"way": facts.get("way"), "carried_out_at": at}
    changes |= {"witness_id": witness[0]} if witness else {}
    enact(disposal, "carry_out", by=by, at=at, version=version, changes=changes, **facts)
    listed = _listed(disposal)
    for row in listed:
        keep_needed_callers(row.erasures, _orders(listed), by=by, at=at)
        files = _without_needed_call(row, by, at)
        erase(row.erasures, by=by, at=at)
        gone, why = erase_files(files, by=by, at=at), _why(disposal, row)
        if row.entry.order is not None:
            gone += destroy_recording(row.entry.order, by=by, at=at, reason=why)
            gone += redact_events(row.entry.order)
            redact_letters(row.entry.order)
        gone += destroy_dataset(row.entry, by=by, at=at, reason=why)
        perform(row.entry, "destroy", by=by, at=at, destroyed=gone)
    return disposal


def _without_needed_call(row: Listing, by: Actor, at: datetime) -> list[int]:
    """The files that go: those of a call that another order has come from since the list was submitted stay."""
    needed = keep_needed_contact(row.entry.order, row.erasures, by=by, at=at) if row.entry.order else ""
    if not needed:
        return list(row.files)
    stay = set(StoredFile.objects.filter(pk__in=row.files, about=needed).values_list("pk", flat=True))
    take_back_files(sorted(stay), by=by, at=at, reason=CALL_KEPT)
    return [pk for pk in row.files if pk not in stay]


def _ask_for_callers(disposal: Disposal, listed: list[Listing], by: Actor, at: datetime) -> list[int]:
    until = max((row.entry.retained_until for row in listed if row.entry.retained_until), default=None)
    why = f"销毁清单“{disposal.name}”"
    return ask_for_callers(_orders(listed), until, by=by, at=at, reason=why)


def _orders(listed: list[Listing]) -> list[Order]:
    return [row.entry.order for row in listed if row.entry.order is not None]


def _why(disposal: Disposal, row: Listing) -> str:
    return f"销毁清单“{disposal.name}”，档号 {row.entry.number}"


def _listed(disposal: Disposal) -> list[Listing]:
    rows = disposal.listings.filter(taken_off_at=None).select_related("entry__order").order_by("pk")
    return list(rows)
