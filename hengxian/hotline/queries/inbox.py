"""A unit's desk: what its clerks have in hand, the nearest limit first, with the few ways to narrow it (B-3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hengxian.hotline import postings
from hengxian.hotline.deadlines import limit_day, working_days_left
from hengxian.hotline.models import Part
from hengxian.records.clocks import local_day

OPEN = ("待接收", "承办中")
MOST = 500  # a desk, not an archive; whoever has more sees the nearest limits


@dataclass(frozen=True)
class Lying:
    """One order on the desk, as one unit has it. `left` counts working days, negative once the limit is past."""

    part: Part
    left: int | None
    is_overdue: bool
    is_today: bool

    @property
    def may_be_taken(self) -> bool:
        """Whether it waits to be taken up."""
        return self.part.status == "待接收"


@dataclass(frozen=True)
class View:
    """One way to look at the desk: its id, its name, and how many lie there."""

    id: str
    label: str
    count: int


@dataclass(frozen=True)
class Desk:
    """What is shown, the views with their counts, and whether there is more than a desk holds."""

    lying: Sequence[Lying]
    views: Sequence[View]
    is_cut: bool


VIEWS: tuple[tuple[str, str, Callable[[Lying], bool]], ...] = (
    ("", "全部", lambda each: True),
    ("waiting", "待接收", lambda each: each.may_be_taken),
    ("today", "今日到期", lambda each: each.is_today),
    ("overdue", "已超期", lambda each: each.is_overdue),
    ("returned", "退过单", lambda each: each.part.order.returns > 0),
    ("beside", "协办", lambda each: not each.part.is_lead),
)


def desk_of(person: int, at: datetime, view: str = "") -> Desk:
    """The desk of all the units the person works for; an unknown view shows everything."""
    parts = (
        Part.objects.filter(unit__in=postings.units_of(person), status__in=OPEN)
        .select_related("order__caller", "order__matter", "unit", "handler")
        .order_by("order__limit_at", "pk")[: MOST + 1]
    )
    found = [_lying(part, at) for part in parts]
    wanted = next((fits for id, _, fits in VIEWS if id == view), VIEWS[0][2])
    held = found[:MOST]
    views = [View(id, label, sum(map(fits, held))) for id, label, fits in VIEWS]
    return Desk([each for each in held if wanted(each)], views, len(found) > MOST)


def _lying(part: Part, at: datetime) -> Lying:
    limit = part.order.limit_at
    if limit is None:
        return Lying(part, None, False, False)
    is_today = limit_day(limit) == local_day(at)
    return Lying(part, working_days_left(limit, at), at > limit, is_today)
