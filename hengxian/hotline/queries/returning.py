"""Why an order came back and how that was ruled on: what a manager reads before, and the next unit after (B-4)."""

from dataclasses import dataclass
from datetime import datetime

from hengxian.hotline.models import Note, Order

PROPOSAL, RULING = "改派建议", "裁定退单"


@dataclass(frozen=True)
class Returned:
    """The return that waits for its ruling: when, by which unit, why, and the unit that it proposes instead."""

    at: datetime
    unit: str
    reason: str
    proposed: str


def awaiting_ruling(order: Order) -> Returned | None:
    """The last return of an order that nobody has ruled on yet; None for any other order."""
    if order.status != "待转交" or not order.returns:
        return None
    part = order.parts.filter(status="已退回", is_lead=True).select_related("unit").latest("until", "pk")
    assert part.until is not None  # a part that was returned has ended
    proposal = order.notes.filter(type=PROPOSAL, at=part.until).first()
    return Returned(part.until, part.unit.name, part.return_reason, proposal.text if proposal else "")


def last_ruling(order: Order) -> Note | None:
    """What the manager said to the unit that has the order now; None where nothing was returned."""
    return order.notes.filter(type=RULING).order_by("-at", "-pk").first() if order.returns else None
