"""Ratings of leaves kept in registers of a story: who scored what, on which evidence, what stood before (13.2.2, A-13).

A certification case and a self-assessment keep them in registers of their own and read them through here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hengxian.journal.models import Entry
from hengxian.people.models import Person
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.reading import rows
from hengxian.scoring.judgements import Judgement


@dataclass(frozen=True)
class Rating:
    """One rater's score of one leaf, with the scores he gave before, the oldest first."""

    row: RegisterRow
    rater: str
    earlier: tuple[str, ...] = ()

    @property
    def leaf(self) -> str:
        """The leaf's id."""
        return self.row.subject

    @property
    def score(self) -> str:
        """Out of 100, as it was given."""
        return str(self.row.data["score"])


def ratings_in(registers: Sequence[str], story: str) -> list[Rating]:
    """Every rating in some registers of a story, register by register, in the order they were first written."""
    found = [row for register in registers for row in rows(register, story)]
    names, earlier = raters(found), _earlier(found)
    return [Rating(row, names[row.written_by], earlier.get(row.pk, ())) for row in found]


def as_judgements(ratings: Iterable[Rating]) -> tuple[Judgement, ...]:
    """The ratings as scoring takes them."""
    return tuple(
        Judgement(
            leaf=each.leaf,
            score=Decimal(each.score),
            rater=each.rater,
            reason=each.row.data["reason"],
            evidence=tuple(each.row.evidence),
        )
        for each in ratings
    )


def by_leaf(ratings: Sequence[Rating]) -> dict[str, list[Rating]]:
    """The ratings of each leaf that has some."""
    found: dict[str, list[Rating]] = {}
    for rating in ratings:
        found.setdefault(rating.leaf, []).append(rating)
    return found


def raters(found: Iterable[RegisterRow]) -> dict[int, str]:
    """The names of those who wrote the rows; two people of one name are two raters."""
    people = dict(Person.objects.filter(pk__in={row.written_by for row in found}).values_list("pk", "name"))
    alike = Counter(people.values())
    return {pk: name if alike[name] == 1 else f"{name}（{pk}）" for pk, name in people.items()}


def _earlier(found: Iterable[RegisterRow]) -> dict[int, tuple[str, ...]]:
    # A changed score leaves its old value in the journal, and nowhere else.
    revised = [str(row.pk) for row in found if row.version > 1]
    scores: dict[int, tuple[str, ...]] = {}
    entries = Entry.objects.filter(object_kind=RegisterRow.kind, object_id__in=revised).select_related("said")
    for entry in entries.order_by("sequence"):
        before = ((entry.said.facts or {}).get("before") or {}).get("data") or {}
        after = ((entry.said.facts or {}).get("after") or {}).get("data") or {}
        if "score" in before and before["score"] != after.get("score"):
            pk = int(entry.object_id)
            scores[pk] = (*scores.get(pk, ()), str(before["score"]))
    return scores
