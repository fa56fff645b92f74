"""集中反映: how many orders about the same thing within how many days are concentrated (P-concentrated).

The rule leaves the bound open (10.2.3.1, 10.6.2.1). It is typed as `10件 7天 事项 区域`: the count, the days, and what
counts as the same thing: 事项, and with it 区域 or 地点 if named.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from hengxian.hotline.models import Hotline, Order
from hengxian.kernel.refusals import Incomplete
from hengxian.records.parameters import value_of

PARAMETER = "P-concentrated"
PLACES: Mapping[str, str] = {"区域": "area", "地点": "place"}
EXPECTED = "“集中反映的界限”应写作“10件 7天 事项 区域”：件数、天数，以及按事项、区域或地点归并"


@dataclass(frozen=True)
class Bound:
    """At least `count` orders within `days` days, alike in these columns of an order."""

    count: int
    days: int
    by: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Orders that are alike: the columns' values, and the orders, oldest first."""

    alike: Mapping[str, object]
    orders: "QuerySet[Order]"
    count: int


def bound(at: datetime) -> Bound | None:
    """The bound in force, None while unset. Incomplete for a text that cannot be read."""
    setting = value_of(PARAMETER, at)
    return read_bound(str(setting.value)) if setting else None


def read_bound(text: str) -> Bound:
    """The bound that a text states. Incomplete says how it has to be written."""
    count, days = re.search(r"(\d+)\s*件", text), re.search(r"(\d+)\s*(?:天|日)", text)
    if not count or not days or int(count[1]) < 2 or int(days[1]) < 1:
        raise Incomplete(f"{EXPECTED}，现为“{text}”", "10.2.3.1")
    return Bound(int(count[1]), int(days[1]), ("matter", *(PLACES[word] for word in PLACES if word in text)))


def concentrated(hotline: Hotline, at: datetime, within: Bound) -> list[Group]:
    """Every group that reaches the bound in the days before `at`, largest first; exclusions and tests left out."""
    orders = Order.objects.filter(
        hotline=hotline, accepted_at__gt=at - timedelta(days=within.days), accepted_at__lte=at,
        is_test=False, exclusion="", matter__isnull=False,
    )  # fmt: skip
    for column in within.by[1:]:
        orders = orders.exclude(**{column: ""})
    groups = orders.order_by().values(*within.by).annotate(n=Count("pk")).filter(n__gte=within.count)
    found = []
    for row in groups.order_by("-n", *within.by):
        n = row.pop("n")
        found.append(Group(row, orders.filter(**row).order_by("accepted_at", "pk"), n))
    return found
