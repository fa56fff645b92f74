"""The archive on pages: whether a record is what was archived, addenda, lists of what is destroyed (10.5)."""

from typing import Any

from hengxian.hotline.archive.contents import addenda_of, is_unchanged
from hengxian.hotline.models import ArchiveEntry, Disposal
from hengxian.people.models import Person
from hengxian.web.acting.asking import Pairs, answers_for
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor

MOST = 300


@panel("archive_entry", "line/archive/entry.html", order=10)
def entry(entry: ArchiveEntry, visitor: Visitor) -> dict[str, Any]:
    """The fingerprint made again, what was added since, the way to the order."""
    is_there = entry.status == "在库"
    return {
        "order": entry.order, "addenda": addenda_of(entry.order) if entry.order and is_there else [],
        "is_unchanged": is_unchanged(entry) if is_there else None, "is_there": is_there,
    }  # fmt: skip


@panel("disposal", "line/archive/disposal.html", order=10)
def listed(disposal: Disposal, visitor: Visitor) -> dict[str, Any]:
    """What stands on the list, with terms."""
    return {"entries": _entries(disposal), "on": visitor.on}


@answers_for("disposal", "list", "entries")
def may_go(disposal: Disposal, visitor: Visitor) -> Pairs:
    """Entries whose term has run out and that stand on no list."""
    found = ArchiveEntry.objects.filter(
        hotline=disposal.hotline_id, status="在库", retained_until__lt=visitor.on
    ).exclude(listings__isnull=False, listings__taken_off_at=None)
    return [
        (str(each.pk), f"{each.number} {each.title}（保管至 {each.retained_until}）")
        for each in found.order_by("number")[:MOST]
    ]


@answers_for("disposal", "unlist", "entries")
def on_it(disposal: Disposal, visitor: Visitor) -> Pairs:
    """What stands on the list."""
    return [(str(each.pk), str(each)) for each in _entries(disposal)]


@answers_for("disposal", "carry_out", "witness")
def witnesses(disposal: Disposal, visitor: Visitor) -> Pairs:
    """Everybody else of the hotline."""
    posted = Person.objects.filter(
        postings__hotline=disposal.hotline_id, postings__unit=None, postings__ended_at=None
    )
    others = posted.exclude(pk=visitor.actor.person).distinct().order_by("name")
    return [(str(each.pk), each.name) for each in others]


def _entries(disposal: Disposal) -> list[ArchiveEntry]:
    rows = disposal.listings.filter(taken_off_at=None).select_related("entry").order_by("entry__number")
    return [row.entry for row in rows]
