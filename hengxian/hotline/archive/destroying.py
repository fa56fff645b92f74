"""What goes when an archived order is destroyed: words of its rows and of the journal; its line stays (G-14)."""

from collections.abc import Collection
from datetime import date, datetime

from hengxian.hotline.archive.contents import addenda_of, parts_of
from hengxian.hotline.archive.holdings import own_contact
from hengxian.hotline.models import ArchiveEntry, Contact, Order
from hengxian.hotline.search.orders import forget
from hengxian.journal.actor import Actor
from hengxian.journal.erasing import approve_erasure, propose_erasure, withdraw_erasure
from hengxian.journal.models.erasure import Erasure

WORDS = {
    "order": ("title", "text", "place", "opinion", "reply", "result", "emergency_receipt"),
    "contact": ("subject", "text", "response"),
    "part": ("return_reason", "contribution"),
    "extension": ("reason", "answer"),
    "exemption": ("evidence", "caller_told", "answer"),
    "supervision": ("reason", "demand", "outcome"),
    "followup_attempt": ("remark",),
    "note": ("text",),
    "sms": ("text",),
    "leg": ("party", "told"),
}
KINDS = "工单所载的来电内容、办理内容和记录文字"


def ask_to_erase(
    order: Order,
    until: date | None,
    earlier: Collection[Order] = (),
    *,
    by: Actor,
    at: datetime,
    reason: str,
) -> list[int]:
    """Ask for the words of every row of an order to go, none before `until` is past; the ids of what was asked.

    A contact that another order came from too keeps its words, unless that order is among the `earlier` of the list.
    """
    own = own_contact(order, earlier)
    rows = [row for row in (*parts_of(order), *addenda_of(order)) if row.kind in WORDS]
    rows = [row for row in rows if row.kind != Contact.kind or row == own]
    rows += [*own.sms.exclude(text="").order_by("pk"), *own.legs.order_by("pk")] if own else []
    return [
        propose_erasure(
            row, WORDS[row.kind], by=by, at=at, reason=reason, data_kinds=KINDS, retained_until=until
        ).pk
        for row in rows
    ]


def erase(asked: list[int], *, by: Actor, at: datetime) -> None:
    """They go. NotAllowed for the person who asked."""
    for erasure in Erasure.objects.filter(pk__in=asked, status="已申请").order_by("pk"):
        approve_erasure(erasure, by=by, at=at)
        if erasure.object_kind == Order.kind:
            forget(Order.objects.get(pk=erasure.object_id))


def take_back(asked: list[int], *, by: Actor, at: datetime, reason: str) -> None:
    """They stay after all."""
    for erasure in Erasure.objects.filter(pk__in=asked, status="已申请").order_by("pk"):
        withdraw_erasure(erasure, by=by, at=at, reason=reason)


def is_over(entry: ArchiveEntry, day: date) -> bool:
    """Whether a term was set and has run out by that day; 永久 never does."""
    return entry.retained_until is not None and entry.retained_until < day
