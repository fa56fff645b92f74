"""Scores of a round: own data by the same engine, leaves judged by own people, intervals where any is open (D-1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from hengxian.evaluation.kept import score_with
from hengxian.evaluation.ratings import Rating, as_judgements, ratings_in
from hengxian.evaluation.terms import terms_of
from hengxian.hotline.models import Assessment
from hengxian.records.edition import pack
from hengxian.scoring.judgements import Judgement
from hengxian.scoring.profile import bundled_profile
from hengxian.scoring.score import score
from hengxian.scoring.scorecard import HIGHEST, LeafScore, Scorecard
from hengxian.standard.model.tree import Dimension, Leaf

SCORES, IMPROVEMENT_SCORES = "self_scores", "self_improvement_scores"


@dataclass(frozen=True)
class Reach:
    """What one leaf still holds: `low` and `high` points of the composite between where it stands and 100."""

    leaf: Leaf
    dimension: Dimension
    score: LeafScore
    weight: Fraction

    @property
    def points(self) -> Fraction:
        """The most the composite could gain by this leaf; of an open leaf, its whole weight."""
        value = self.score.value if self.score.value is not None else Fraction(0)
        return self.weight * (HIGHEST - value) / HIGHEST

    @property
    def is_open(self) -> bool:
        """Whether nobody measured or judged it: its reach is what is unknown, not what is lost."""
        return self.score.value is None

    @property
    def is_measured(self) -> bool:
        """Whether data, not people, say how it stands."""
        return self.leaf.source == "measured"


def ratings_of(assessment: Assessment) -> list[Rating]:
    """Every rating of the round."""
    return ratings_in((SCORES, IMPROVEMENT_SCORES), assessment.story)


def judgements_of(assessment: Assessment) -> tuple[Judgement, ...]:
    """The ratings as scoring takes them."""
    return as_judgements(ratings_of(assessment))


def scorecard_of(assessment: Assessment) -> Scorecard:
    """The scores as the records give them now; while nothing was measured, measured leaves are open."""
    judgements = judgements_of(assessment)
    if assessment.evaluation is None:
        return score(pack().tree, {}, judgements, bundled_profile())
    return score_with(assessment.evaluation, judgements, terms_of(assessment.evaluation))


def reaches(card: Scorecard) -> list[Reach]:
    """What would move the composite most, furthest first; ties in printed order."""
    found = list(_reaches(card))
    order = {each.leaf.id: at for at, each in enumerate(found)}
    return sorted(found, key=lambda each: (-each.points, order[each.leaf.id]))


def _reaches(card: Scorecard) -> Iterable[Reach]:
    for dimension in pack().tree.dimensions:
        share = Fraction(dimension.composite_weight)
        for group in dimension.groups:
            for leaf in group.leaves:
                yield Reach(leaf, dimension, card.leaves[leaf.id], Fraction(leaf.weight) * share)
