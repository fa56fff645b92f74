"""The catalogue by kind and year, what is not in it yet, and the numbers that are missing (10.3.2.3, 10.5.2.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet

from hengxian.hotline.models import ArchiveEntry, ArchiveKind, DatasetExport, Hotline, Order
from hengxian.hotline.models.hotline import Series

AGES = (("1天以内", 0, 1), ("1至7天", 1, 7), ("7至30天", 7, 30), ("30天以上", 30, None))
MOST = 9999  # a heap is counted up to here
ABOUT_NUMBER = "order-number:"


@dataclass(frozen=True)
class Shelf:
    """One kind in one year: how many entries, the last serial, and how many were destroyed."""

    sort: str
    year: int
    count: int
    last: int
    destroyed: int

    @property
    def is_gapless(self) -> bool:
        """Whether every serial from 1 is there."""
        return self.count == self.last


@dataclass(frozen=True)
class Age:
    """Closed orders that wait to be archived, by the time since their closing; none is counted past MOST."""

    label: str
    count: int

    @property
    def is_cut(self) -> bool:
        """Whether there are more."""
        return self.count > MOST


@dataclass(frozen=True)
class Missing:
    """An order number that was given out and has no order; `explained` is the catalogue's explanation, if any."""

    number: str
    explained: ArchiveEntry | None


def shelves(hotline: Hotline) -> list[Shelf]:
    """Every kind and year of the catalogue, latest year first."""
    rows = ArchiveEntry.objects.filter(hotline=hotline).order_by().values("sort", "year")
    counted = rows.annotate(n=Count("pk"), last=Max("serial"), gone=Count("pk", filter=Q(status="已销毁")))
    return [
        Shelf(row["sort"], row["year"], row["n"], row["last"], row["gone"])
        for row in counted.order_by("-year", "sort")
    ]


def unarchived(hotline: Hotline) -> "QuerySet[Order]":
    """Closed orders that are not archived yet, the oldest closing first (10.3.2.3)."""
    return Order.objects.filter(hotline=hotline, status="已办结").order_by("closed_at", "pk")


def ages(hotline: Hotline, at: datetime) -> list[Age]:
    """How long they have been waiting."""
    waiting = unarchived(hotline).order_by()
    found = []
    for label, least, most in AGES:
        rows = waiting.filter(closed_at__lte=at - timedelta(days=least))
        if most is not None:
            rows = rows.filter(closed_at__gt=at - timedelta(days=most))
        found.append(Age(label, rows[: MOST + 1].count()))
    return found


def missing_numbers(hotline: Hotline, year: int) -> Iterator[Missing]:
    """Numbers given out in a year that have no order, each with its explanation or none; in order."""
    told = {
        entry.about.removeprefix(ABOUT_NUMBER): entry
        for entry in ArchiveEntry.objects.filter(hotline=hotline, sort=ArchiveKind.GAP)
    }
    for series in Series.objects.filter(hotline=hotline, name__startswith=f"order-{year}").order_by("name"):
        day = series.name.removeprefix("order-")
        of_day = Order.objects.filter(
            hotline=hotline, number__gte=f"{day}-00000", number__lte=f"{day}-99999"
        ).values_list("number", flat=True)
        if of_day.count() >= series.last:
            continue
        there = set(of_day)
        for serial in range(1, series.last + 1):
            number = f"{day}-{serial:05d}"
            if number not in there:
                yield Missing(number, told.get(number))


def unfiled_datasets(hotline: Hotline) -> "QuerySet[DatasetExport]":
    """Datasets that were written and are not in the catalogue, oldest first (10.5.1.2)."""
    filed = ArchiveEntry.objects.filter(hotline=hotline, about__startswith="dataset_export:")
    ids = [int(about.partition(":")[2]) for about in filed.values_list("about", flat=True)]
    return DatasetExport.objects.filter(hotline=hotline).exclude(pk__in=ids).order_by("pk")
