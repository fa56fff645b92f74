"""What was finally judged: rows for the dataset, figures for pages; picked by hand is never among them (11.1.2.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hengxian.hotline.lifecycles.review import ITEMS
from hengxian.hotline.models import Hotline, Judgement, Review

FINAL = ("已评", "已定")


@dataclass(frozen=True)
class Judged:
    """One item of one review as it finally stands; `order` is the number, "" for a call without one."""

    id: str
    order: str
    at: datetime
    reviewer: int
    item: str
    is_met: bool


@dataclass(frozen=True)
class Share:
    """How many of an item were met, out of how many."""

    item: str
    met: int
    n: int


def final(hotline: Hotline) -> "QuerySet[Review]":
    """Reviews drawn at random that are judged to the end; one under objection is not."""
    return Review.objects.filter(hotline=hotline, is_picked_by_hand=False, status__in=FINAL)


def settled(hotline: Hotline, since: datetime, until: datetime) -> Iterator[Judged]:
    """A row for each item of each review settled in [since, until), in order of settling, then of the form."""
    rows = final(hotline).filter(settled_at__gte=since, settled_at__lt=until).select_related("order")
    for review in rows.order_by("settled_at", "pk").iterator():
        last = Judgement.objects.filter(review=review).order_by("-round").values_list("person", flat=True)[0]
        order = review.order.number if review.order else ""
        assert review.settled_at is not None  # final ones have it
        for item in filter(
            review.results.__contains__, ITEMS
        ):  # PostgreSQL keeps JSON in an order of its own
            yield Judged(f"{review.pk}-{item}", order, review.settled_at, last, item, review.results[item])


def shares(reviews: "QuerySet[Review]") -> list[Share]:
    """Each item with its count; n is 0 where nothing was judged."""
    results = list(reviews.filter(status__in=FINAL).values_list("results", flat=True))
    return [
        Share(item, sum(bool(told.get(item)) for told in results), sum(item in told for told in results))
        for item in ITEMS
    ]


def visible(review: Review, person: int) -> "QuerySet[Judgement]":
    """The judgements a person may see: his own, and all once nobody has to judge independently any more."""
    own = review.judgements.order_by("round")
    return own.filter(person=person) if review.status in ("待评", "待复评") else own
