"""What an inspector has before him: reviews he may judge, judge again, settle or answer; never his own (11.1.2.3)."""

from dataclasses import dataclass

from django.db.models import QuerySet

from hengxian.hotline import postings
from hengxian.hotline.models import Review

STEPS = (
    ("judge", "待评", "待评判", ()),
    ("judge_again", "待复评", "待独立复评", (1,)),
    ("settle", "待裁定", "待裁定", (1, 2)),
    ("answer", "有异议", "待答复异议", (1, 2, 3)),
)


@dataclass(frozen=True)
class Step:
    """One heap: the act it waits for, and the reviews in it."""

    verb: str
    label: str
    reviews: "QuerySet[Review]"


def heaps(person: int) -> list[Step]:
    """Every heap, the oldest first in each."""
    here = Review.objects.filter(hotline__in=postings.hotlines_of(person)).exclude(agent=person)
    joined = here.select_related("order__caller", "contact", "plan").order_by("drawn_at", "pk")
    return [
        Step(verb, label, _untouched(joined.filter(status=status), person, rounds))
        for verb, status, label, rounds in STEPS
    ]


def _untouched(found: "QuerySet[Review]", person: int, rounds: tuple[int, ...]) -> "QuerySet[Review]":
    own = Review.objects.filter(judgements__person=person, judgements__round__in=rounds)
    return found.exclude(pk__in=own.values("pk")) if rounds else found
