"""督办 on the order's page and on its own: every entry, with the letter it made; what may be proposed (10.2.3)."""

from typing import Any

from hengxian.hotline.conditions.supervision import NOTE
from hengxian.hotline.lifecycles.supervision import BY_HAND, TRIGGERS
from hengxian.hotline.models import Note, Order, Supervision
from hengxian.hotline.privacy import reader
from hengxian.hotline.supervising.triggers import calls_for
from hengxian.web.acting.asking import Pairs, answers_for
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor


@panel("order", "line/supervision/of_order.html", order=40)
def of_order(order: Order, visitor: Visitor) -> dict[str, Any] | None:
    """Each 督办 of the order with its entries; none: no panel."""
    found = order.supervisions.select_related("supervisor").order_by("-pk")
    return {"supervisions": [_shown(each, visitor) for each in found]} if found else None


@panel("supervision", "line/supervision/entries.html", order=10)
def entries(supervision: Supervision, visitor: Visitor) -> dict[str, Any]:
    """What was done so far, the newest first; the order itself."""
    return _shown(supervision, visitor) | {"order": supervision.order}


@answers_for("supervision", "propose", "trigger")
def triggers(supervision: Supervision, visitor: Visitor) -> Pairs:
    """Those that the order's record bears out, and by hand."""
    order = supervision.order
    found = [(name, calls_for(order, name, visitor.at)) for name in TRIGGERS if name != BY_HAND]
    return [(name, f"{name}（{why}）") for name, why in found if why] + [(BY_HAND, BY_HAND)]


def _shown(supervision: Supervision, visitor: Visitor) -> dict[str, Any]:
    notes = Note.objects.filter(
        order=supervision.order_id, type=NOTE, told__supervision=supervision.pk
    ).select_related("author")
    words = reader(supervision.order, visitor.actor)
    lines = [
        {"note": note, "text": words(note.text), **note.told, "answer": words(note.told.get("answer") or "")}
        for note in notes.order_by("-at", "-pk")
    ]
    return {"supervision": supervision, "reason": words(supervision.reason), "lines": lines}
