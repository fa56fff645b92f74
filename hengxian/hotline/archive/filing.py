"""Filing: the next line of the catalogue, numbered without a gap within hotline, kind and year (10.5.2.1)."""

from datetime import datetime

from django.db.models import Max

from hengxian.hotline.archive.contents import fingerprint
from hengxian.hotline.models import ArchiveEntry, ArchiveKind, Hotline, Order
from hengxian.journal.acting import perform
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.records.clocks import local_day

SHORT = {ArchiveKind.ORDER: "GD", ArchiveKind.DATA: "SJ", ArchiveKind.DOCUMENT: "WJ", ArchiveKind.GAP: "QH"}


def file_away(
    hotline: Hotline,
    *,
    kind: str,
    title: str,
    about: str,
    by: Actor,
    at: datetime,
    fingerprint: str = "",
    year: int | None = None,
    remark: str = "",
) -> ArchiveEntry:
    """A new line for anything but an order: a month's dataset, a document, a missing number. NotAllowed for whoever
    is not designated; Incomplete without title, or for what is in the catalogue already."""
    entry = ArchiveEntry(
        hotline=hotline, sort=kind, title=title.strip(), about=about, fingerprint=fingerprint, remark=remark,
        year=year or local_day(at).year,
    )  # fmt: skip
    perform(entry, "file", by=by, at=at)
    return entry


def entry_of(order: Order, at: datetime) -> ArchiveEntry:
    """The line of an order, not stored yet: under the year it was closed in, its title without personal data."""
    return ArchiveEntry(
        hotline=order.hotline, sort=ArchiveKind.ORDER, title=order.headline, about=order.story,
        order=order, fingerprint=fingerprint(order), is_confidential=order.is_confidential,
        year=local_day(order.closed_at or at).year,
    )  # fmt: skip


def give_number(entry: ArchiveEntry, by: Actor, at: datetime) -> None:
    """The next serial of its kind and year; call it where the chain is held, so that none is lost."""
    hold_chain()
    same = ArchiveEntry.objects.filter(hotline=entry.hotline, sort=entry.sort, year=entry.year)
    entry.serial = (same.aggregate(last=Max("serial"))["last"] or 0) + 1
    entry.number = f"{entry.year}-{SHORT[ArchiveKind(entry.sort)]}-{entry.serial:05d}"
    entry.archived_at, entry.archivist_id = at, by.person
