"""What the journal holds for a gateway: orders that were accepted, orders that were closed (0015: no act does work)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from hengxian.hotline.lifecycles.sms import CLOSED, RECEIVED
from hengxian.hotline.models import Handling, Order, Sms, SmsGateway
from hengxian.hotline.texting.asking import ask, is_tellable
from hengxian.journal.models import ChainHead, Entry
from hengxian.records.jobs import TIMETABLE
from hengxian.records.outbox.relaying import AT_ONCE

DONE = "已办结"
IN_THE_CALL = (Handling.DIRECT, Handling.CONFERENCE)  # whoever was answered on the spot was told


@transaction.atomic
def list_messages(gateway: SmsGateway, at: datetime) -> int:
    """List what came since the gateway was last looked at; how many messages. Repeated, nothing is listed twice."""
    last = ChainHead.objects.get(pk=1).sequence
    new = Entry.objects.filter(sequence__gt=gateway.told_up_to, sequence__lte=last, object_kind=Order.kind)
    found = list(new.order_by("sequence")[:AT_ONCE])
    made = ask(_messages(gateway, found), by=TIMETABLE, at=at)
    gateway.told_up_to = found[-1].sequence if len(found) == AT_ONCE else last
    SmsGateway._default_manager.filter(pk=gateway.pk).update(told_up_to=gateway.told_up_to)
    return len(made)


def _messages(gateway: SmsGateway, entries: Iterable[Entry]) -> list[Sms]:
    wanted = [(type_, entry) for entry in entries if gateway.templates.get(type_ := _type_of(entry))]
    orders = Order._default_manager.filter(hotline=gateway.hotline_id).select_related("caller")
    known = orders.in_bulk([int(entry.object_id) for _, entry in wanted])
    return [
        Sms(gateway=gateway, type=type_, caller=order.caller, order=order, key=f"{type_}:{entry.sequence}")
        for type_, entry in wanted
        if (order := known.get(int(entry.object_id))) and _is_true_still(type_, order) and is_tellable(order)
    ]


def _type_of(entry: Entry) -> str:
    if entry.verb == "register":
        return RECEIVED
    return CLOSED if entry.to_state == DONE and entry.from_state != DONE else ""


def _is_true_still(type_: str, order: Order) -> bool:
    """An order answered in the call, or reopened since, is not told of as it was some minutes ago."""
    if order.handling in IN_THE_CALL:
        return False
    return order.closed_at is None if type_ == RECEIVED else order.status not in ("已转交", "办理中")
