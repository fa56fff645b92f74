"""The due date of an order about to be transferred, as it would be by what stands in the form (10.2.2.2)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hengxian.hotline import deadlines
from hengxian.hotline.conditions.transferring import limit_known
from hengxian.hotline.models import Order
from hengxian.hotline.naming import ids, lead_of, units_named
from hengxian.journal.conditions import Act
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import Visitor, signed_in

VERB, TRANSFERS = "transfer", ("已受理", "待转交")
FIELDS = "[name=limit_days],[name=units],[name=lead]"  # of the form, whose changes ask again


@require_safe
@signed_in
def due(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """A fragment: one line, or one sentence why there is no date yet. Nothing is stored."""
    order: Order = KINDS["order"].one(visitor, pk)
    said: dict[str, object] = {
        "limit_days": request.GET.get("limit_days", "").strip()[:10],
        "units": request.GET.getlist("units"),
        "lead": request.GET.get("lead", ""),
    }
    return render(request, "line/order/due.html", {"sentence": preview(order, said, visitor)})


def preview(order: Order, said: dict[str, object], visitor: Visitor) -> str:
    """What the transfer would set: to whom, and the limit with the days it counts; as the act itself reckons it."""
    if order.due_at is not None:
        return f"办理期限仍为 {deadlines.limit_day(order.due_at)} 24:00：自受理之日起算，改派不重新起算。"
    if fault := limit_known(order, Act(VERB, visitor.actor, visitor.at, said)):
        return fault
    days = deadlines.typed_or_usual(order, said["limit_days"], visitor.at)
    assert days is not None  # limit_known says so
    return f"{_to_whom(order, said)}办理期限：{deadlines.first_limit(order, days).sentence}。"


def _to_whom(order: Order, said: dict[str, object]) -> str:
    units = units_named(order, ids(said["units"])) if said["units"] else []
    if not units:
        return ""
    names = "、".join(unit.name for unit in units)
    lead = lead_of(order, said)
    told = (
        f"（{lead.name}牵头）" if lead and len(units) > 1 else "（须指定牵头单位）" if len(units) > 1 else ""
    )
    return f"转交{names}{told}，"
