"""Rounds side by side: item by item and leaf by leaf, only where rule and definitions are unchanged (Q3c.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hengxian.hotline.assessing.items import Item, clauses, counts, items
from hengxian.hotline.assessing.scoring import scorecard_of
from hengxian.hotline.models import Assessment
from hengxian.records.edition import edition_name, pack
from hengxian.scoring.score import as_json
from hengxian.scoring.scorecard import Scorecard


@dataclass(frozen=True)
class Trend:
    """One item or leaf over the rounds, oldest first; empty where a round said nothing."""

    id: str
    name: str
    told: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether the last two words differ."""
        return len(self.told) > 1 and self.told[-1] != self.told[-2]


@dataclass(frozen=True)
class Compared:
    """The settled rounds of a hotline by one rule; `left_out` were settled by another and are not set beside them."""

    rounds: tuple[Assessment, ...]
    items: tuple[Trend, ...]
    leaves: tuple[Trend, ...]
    totals: tuple[Trend, ...]
    left_out: tuple[Assessment, ...]


def settled_content(assessment: Assessment, found: Sequence[Item], card: Scorecard) -> dict[str, Any]:
    """What a round said when it was settled: views by item, scores, profile; later rows change nothing in it."""
    evaluation = assessment.evaluation
    return {
        "rule": edition_name(),
        "profile": evaluation.profile if evaluation else "",
        "items": {each.clause.id: (each.view if each.applies else "不适用") for each in found},
        "counts": counts(list(found)),
        "scores": as_json(card),
        "evaluation": evaluation.pk if evaluation else None,
        "dataset": evaluation.dataset_sha256 if evaluation else "",
    }


def content_now(assessment: Assessment) -> dict[str, Any]:
    """The settled content, or what it would be if it were settled now."""
    return assessment.result or settled_content(assessment, items(assessment), scorecard_of(assessment))


def compared(hotline: int) -> Compared:
    """All settled rounds, by the newest one's rule and definitions."""
    found = list(
        Assessment.objects.filter(hotline=hotline, status__in=("已汇总", "已归卷")).order_by("settled_at")
    )
    last = found[-1].result if found else {}
    alike = [each for each in found if _basis(each) == (last.get("rule"), last.get("profile"))]
    return Compared(
        tuple(alike),
        tuple(
            Trend(clause.id, clause.title, tuple(each.result["items"].get(clause.id, "") for each in alike))
            for clause in clauses()
        ),
        tuple(
            Trend(
                leaf.id,
                leaf.name,
                tuple(each.result["scores"]["leaves"].get(leaf.id) or "" for each in alike),
            )
            for leaf in pack().tree.leaves
        ),
        _totals(alike),
        tuple(each for each in found if each not in alike),
    )


def _totals(alike: Sequence[Assessment]) -> tuple[Trend, ...]:
    named = [(each.id, each.name) for each in pack().tree.dimensions]
    lines = [
        Trend(id, name, tuple(_interval(each.result["scores"]["dimensions"][id]) for each in alike))
        for id, name in named
    ]
    whole = Trend(
        "composite", "综合得分", tuple(_interval(each.result["scores"]["composite"]) for each in alike)
    )
    return (*lines, whole)


def _interval(told: dict[str, str]) -> str:
    return told["low"] if told["low"] == told["high"] else f"{told['low']}–{told['high']}"


def _basis(assessment: Assessment) -> tuple[str | None, str | None]:
    return assessment.result.get("rule"), assessment.result.get("profile")
