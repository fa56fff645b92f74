"""What names a caller outside the rows of his order, and goes with it: events of the switch, letters sent, himself."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db.models import Q

from hengxian.hotline.archive.holdings import own_contact
from hengxian.hotline.models import Caller, Channel, Contact, Order, SwitchEvent
from hengxian.journal.actor import Actor
from hengxian.journal.erasing import propose_erasure, withdraw_erasure
from hengxian.journal.models.erasure import Erasure
from hengxian.records.models import Job

PARTICULARS = ("name", "contact_person", "telephone", "address", "mail")
CALLER_KINDS = "服务对象的姓名、联系人、电话、地址和邮箱"
CALL_KEPT = "同一来电来件另有未销毁的工单"
KEPT_AFTER_ALL = "服务对象另有未销毁的工单或来电来件"
# What an event says of the call and of nobody: with it the call is told as before, whatever comes again.
IMPERSONAL = frozenset(
    (
        "id",
        "type",
        "call",
        "at",
        "by",
        "queue",
        "leg",
        "answered_at",
        "ended_at",
        "is_person",
        "until",
        "source",
    )
) | {"is_test"}
REDACTED = "redacted"


def redact_events(order: Order) -> list[str]:
    """Number, party, path and all else that an event of its own call told; what went, in words."""
    contact = own_contact(order)
    if contact is None or contact.channel != Channel.PHONE:
        return []
    rows = list(SwitchEvent.objects.filter(hotline=order.hotline_id, call=contact.identity))
    for row in rows:
        row.told = {name: said for name, said in row.told.items() if name in IMPERSONAL} | {REDACTED: True}
    SwitchEvent.objects.bulk_update(rows, ["told"])
    return [f"switch events contact:{contact.pk} {len(rows)}"] if rows else []


def redact_letters(order: Order) -> None:
    """The text of answers that the queue sent by mail; that they were sent stays."""
    contact = own_contact(order)
    if contact is not None:
        Job._default_manager.filter(key__startswith=f"mailbox-reply:{contact.pk}:").update(
            ids=[contact.pk, ""]
        )


def ask_for_callers(
    orders: Sequence[Order], until: date | None, *, by: Actor, at: datetime, reason: str
) -> list[int]:
    """Ask for the particulars of those callers of whom nothing but these orders and what is destroyed is left."""
    return [
        propose_erasure(
            caller, PARTICULARS, by=by, at=at, reason=reason, data_kinds=CALLER_KINDS, retained_until=until
        ).pk
        for caller in _free(orders)
    ]


def keep_needed_callers(asked: Collection[int], orders: Sequence[Order], *, by: Actor, at: datetime) -> None:
    """Who called again since the list was submitted stays known."""
    free = {str(caller.pk) for caller in _free(orders)}
    of_callers = Erasure.objects.filter(pk__in=asked, status="已申请", object_kind=Caller.kind)
    for erasure in of_callers.exclude(object_id__in=free).order_by("pk"):
        withdraw_erasure(erasure, by=by, at=at, reason=KEPT_AFTER_ALL)


def keep_needed_contact(order: Order, asked: Collection[int], *, by: Actor, at: datetime) -> str:
    """What was asked of its call is taken back where another order has come from it since; its story, else ""."""
    seen = Order.objects.select_related("contact").get(pk=order.pk)  # what is erased next is read by itself
    contact = seen.contact
    if contact is None or own_contact(seen) is not None:
        return ""
    of_contact = Q()
    for part in (contact, *contact.legs.all(), *contact.sms.all()):
        of_contact |= Q(object_kind=part.kind, object_id=str(part.pk))
    for erasure in Erasure.objects.filter(of_contact, pk__in=asked, status="已申请").order_by("pk"):
        withdraw_erasure(erasure, by=by, at=at, reason=CALL_KEPT)
    return str(contact.story)


def _free(orders: Sequence[Order]) -> list[Caller]:
    ids = [order.pk for order in orders]
    named = Q(pk__in=[order.caller_id for order in orders]) | Q(contacts__orders__in=ids)
    callers = {caller.pk: caller for caller in Caller._default_manager.filter(named)}
    gone = Q(archive_entry__status="已销毁") | Q(pk__in=ids)
    left = Order.objects.exclude(gone)
    of_contacts = left.filter(contact__caller__in=callers)
    contacts = Contact._default_manager.filter(Q(orders=None) | Q(orders__in=of_contacts), caller__in=callers)
    kept = {
        *left.filter(caller__in=callers).values_list("caller_id", flat=True),
        *contacts.values_list("caller_id", flat=True),
    }
    return [caller for pk, caller in sorted(callers.items()) if pk not in kept]
