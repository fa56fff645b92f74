"""What a contact's page adds: its clock, legs, recording; what its caller's page adds: how often he came."""

from typing import Any

from hengxian.hotline.intake import callers
from hengxian.hotline.intake.clocks import wait_of
from hengxian.hotline.models import Caller, Channel, Contact, Matter, Order
from hengxian.people.sights import may_see
from hengxian.web.acting.asking import Pairs, answers_for
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor

LATEST = 20


@panel("contact", "line/contact/call.html", order=10)
def call(contact: Contact, visitor: Visitor) -> dict[str, Any]:
    """How long the caller waited against the limit, the legs, the recording or why there is none (9.2.2.2)."""
    return {
        "wait": wait_of(contact, at=visitor.at), "legs": list(contact.legs.order_by("began_at")),
        "is_call": contact.channel == Channel.PHONE, "orders": _orders(contact, visitor),
        "lacks_recording": contact.answered_at is not None
        and not (contact.recording or contact.no_recording_reason),
    }  # fmt: skip


@panel("caller", "line/contact/caller.html", order=10)
def came(caller: Caller, visitor: Visitor) -> dict[str, Any]:
    """How often he came, and his orders that are there for the person."""
    orders = may_see("order", visitor.actor).filter(caller=caller).select_related("matter").order_by("-id")
    return {"times": callers.times(caller, at=visitor.at), "orders": list(orders[:LATEST])}


@panel("order", "line/contact/links.html", order=36)
def links(order: Order, visitor: Visitor) -> dict[str, Any] | None:
    """Orders that an agent said are about the same, earlier and later; and how often this matter came up (B-7)."""
    earlier = [(each.get_type_display(), each.earlier) for each in order.links.select_related("earlier")]
    later = [(each.get_type_display(), each.order) for each in order.later_links.select_related("order")]
    count = callers.matter_times(order.hotline, order.matter_key, at=order.accepted_at)
    if not (earlier or later or count > 1):
        return None
    seen = set(may_see("order", visitor.actor).filter(pk__in=[each.pk for _, each in earlier + later]))
    days = callers.repeat_days(order.hotline, order.accepted_at)
    return {"earlier": earlier, "later": later, "seen": seen, "count": count, "days": days}


@answers_for("order", "correct", "matter")
def matters(order: Order, visitor: Visitor) -> Pairs:
    """Categories of the hotline."""
    return [
        (str(each.pk), each.name) for each in Matter.objects.filter(hotline=order.hotline).order_by("name")
    ]


def _orders(contact: Contact, visitor: Visitor) -> list[Order]:
    return list(may_see("order", visitor.actor).filter(contact=contact).order_by("id"))
