"""Concentrated matters as proposals of a special report, each with its orders listed (R10.6.2.1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hengxian.hotline.concentration import Bound, bound, concentrated
from hengxian.hotline.models import Hotline, HotlineReport, Matter, Order, ReportSort
from hengxian.records.clocks import SHANGHAI


@dataclass(frozen=True)
class Proposal:
    """A concentrated matter: what is alike, its orders oldest first, and the days they fall in (half-open)."""

    matter: str
    area: str
    place: str
    orders: tuple[Order, ...]
    since: date
    until: date
    reported: HotlineReport | None = None

    @property
    def title(self) -> str:
        """What a report on it would be called."""
        where = self.place or self.area
        return f"关于{where}{self.matter}集中反映情况的专题报告"

    def topic(self) -> dict[str, Any]:
        """As a report keeps it: numbers, days and states; no caller, no text."""
        return {"matter": self.matter, "area": self.area or self.place, "orders": listed(self.orders)}


def listed(orders: Iterable[Order]) -> list[dict[str, str]]:
    """Orders as a report lists them."""
    return [
        {
            "number": order.number,
            "accepted_on": order.accepted_at.astimezone(SHANGHAI).date().isoformat(),
            "area": order.area,
            "status": order.status,
        }
        for order in orders
    ]


def listed_numbers(hotline: int, numbers: Iterable[str]) -> list[dict[str, str]]:
    """The same of orders by their numbers."""
    return listed(
        Order.objects.filter(hotline=hotline, number__in=list(numbers)).order_by("accepted_at", "pk")
    )


def proposals(hotline: Hotline, at: datetime) -> list[Proposal]:
    """What reaches P-concentrated now, most first; nothing while the parameter is unset (Incomplete if unreadable)."""
    within = bound(at)
    if within is None:
        return []
    return [
        _proposal(hotline, group.alike, tuple(group.orders), at, within)
        for group in concentrated(hotline, at, within)
    ]


def _proposal(
    hotline: Hotline, alike: Mapping[str, object], orders: tuple[Order, ...], at: datetime, within: Bound
) -> Proposal:
    matter = Matter.objects.get(pk=str(alike["matter"])).name
    area, place = str(alike.get("area") or ""), str(alike.get("place") or "")
    until = at.astimezone(SHANGHAI).date() + timedelta(days=1)
    since = (at - timedelta(days=within.days)).astimezone(SHANGHAI).date()
    return Proposal(
        matter, area, place, orders, since, until, _reported(hotline, matter, area or place, since)
    )


def _reported(hotline: Hotline, matter: str, area: str, since: date) -> HotlineReport | None:
    """The special report that was made of it already, if any."""
    made = HotlineReport.objects.filter(
        hotline=hotline, sort=ReportSort.SPECIAL, topic__matter=matter, topic__area=area, until__gt=since
    )
    return made.exclude(status="已撤销").order_by("-pk").first()
