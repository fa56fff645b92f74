"""What was told to the caller by SMS, on the order's page and on the contact's; no number and no link is shown."""

from typing import Any

from hengxian.hotline.models import Contact, Order
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor

LATEST = 20


@panel("order", "line/sms/messages.html", order=46)
@panel("contact", "line/sms/messages.html", order=46)
def messages(record: Order | Contact, visitor: Visitor) -> dict[str, Any] | None:
    """The latest, each with how far it came."""
    found = list(record.sms.order_by("-pk")[:LATEST])
    return {"messages": found} if found else None
