"""The figures that the control points of the service look at (11.1.2.1): computed, never typed (B-12)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hengxian.hotline.models import FollowUp, Hotline, Order, Part
from hengxian.hotline.queries.working import overdue
from hengxian.people.models import Person
from hengxian.records.models import RegisterRow
from hengxian.records.registers.reading import rows

BOUNCED = 2  # returned once, and once more


@dataclass(frozen=True)
class ControlPoint:
    """A control point as its row says, its owner, and its figure since an instant; None where the row names another."""

    row: RegisterRow
    owner: str
    figure: int | None


def control_points(line: Hotline, since: datetime, at: datetime) -> list[ControlPoint]:
    """Every control point of the hotline, in the order of the register."""
    known = list(rows("control_points", line.story))
    people = Person._default_manager.filter(pk__in={row.data["owner"] for row in known})
    names = dict(people.values_list("pk", "name"))
    figures = {
        name: FIGURES[name](line, since, at) for name in {row.data["figure"] for row in known} & {*FIGURES}
    }
    return [
        ControlPoint(row, names.get(row.data["owner"], ""), figures.get(row.data["figure"])) for row in known
    ]


def _returned(line: Hotline, since: datetime, at: datetime) -> int:
    parts = Part.objects.filter(order__hotline=line, until__gte=since, until__lte=at)
    return parts.exclude(return_reason="").count()


def _bounced(line: Hotline, since: datetime, at: datetime) -> int:
    return _accepted(line, since, at).filter(returns__gte=BOUNCED).count()


def _reopened(line: Hotline, since: datetime, at: datetime) -> int:
    return Order.objects.filter(hotline=line, reopened_at__gte=since, reopened_at__lte=at).count()


def _accepted(line: Hotline, since: datetime, at: datetime) -> QuerySet[Order]:
    return Order.objects.filter(hotline=line, accepted_at__gte=since, accepted_at__lte=at)


FIGURES: dict[str, Callable[[Hotline, datetime, datetime], int]] = {
    "退单次数": _returned,
    "多次退单工单数": _bounced,
    "重办工单数": _reopened,
    "超期未办结工单数": lambda line, _, at: overdue(line, at).count(),
    "已办结未归档工单数": lambda line, _, __: Order.objects.filter(hotline=line, status="已办结").count(),
    "待回访工单数": lambda line, _, __: FollowUp.objects.filter(order__hotline=line, status="待回访").count(),
}
