"""Figures and judgements become a scorecard: the one function that scores (13.1, 13.2, appendix C)."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from hengxian.scoring.judgements import Judgement, by_leaf, check_judgements
from hengxian.scoring.mapping import NO_TARGET, points_of
from hengxian.scoring.printed import as_json
from hengxian.scoring.profile import Profile
from hengxian.scoring.scorecard import HIGHEST, Bonus, LeafScore, Scorecard, Source
from hengxian.scoring.shapes import Leaf, Tree, improvement_leaves_of, leaves_of
from hengxian.scoring.totals import totals, weighed

__all__ = ["as_json", "score"]


def score(
    tree: Tree,
    measured: Mapping[str, Fraction | None],
    judged: Iterable[Judgement],
    profile: Profile,
) -> Scorecard:
    """Score every leaf that has a figure or a judgement, and total the tree.

    `measured`: leaf id → share (0 to 1) or mean hours, None or absent when unmeasured. A leaf without a
    score stays open and widens every total above it. Errors: ValueError for a figure of no measured leaf,
    JudgementError for a judgement that cannot stand.
    """
    judgements = tuple(judged)
    check_judgements(judgements, tree)
    leaves = leaves_of(tree)
    if strange := set(measured) - {leaf.id for leaf in leaves if leaf.source == "measured"}:
        raise ValueError(f"figures that are no measured leaf: {sorted(strange)}")
    ratings = by_leaf(judgements)
    scores = {leaf.id: _score_leaf(leaf, measured, ratings, profile) for leaf in leaves}
    sums = totals(tree, {id: leaf.value for id, leaf in scores.items()})
    bonus = _bonus(tree, ratings, profile)
    return Scorecard(
        leaves=scores,
        groups=sums.groups,
        dimensions=sums.dimensions,
        composite=sums.composite + bonus.points if profile.bonus else sums.composite,
        bonus=bonus,
        maximum=HIGHEST + bonus.maximum if profile.bonus else HIGHEST,
    )


def _bonus(tree: Tree, ratings: Mapping[str, Sequence[Judgement]], profile: Profile) -> Bonus:
    leaves = improvement_leaves_of(tree)
    scores = {leaf.id: _judged(leaf, ratings.get(leaf.id, ()), profile) for leaf in leaves}
    points = {id: leaf.value for id, leaf in scores.items()}
    return Bonus(
        leaves=scores,
        groups={group.id: weighed(group.leaves, points) for group in tree.improvement},
        points=weighed(leaves, points),
        maximum=sum((Fraction(leaf.weight) for leaf in leaves), start=Fraction(0)),
    )


def _score_leaf(
    leaf: Leaf,
    measured: Mapping[str, Fraction | None],
    ratings: Mapping[str, Sequence[Judgement]],
    profile: Profile,
) -> LeafScore:
    if leaf.source != "measured":
        return _judged(leaf, ratings.get(leaf.id, ()), profile)
    figure = measured.get(leaf.id)
    if figure is None:
        return _open(leaf, "数据未能给出")
    points = points_of(leaf, figure, profile)
    if points is None:
        return _open(leaf, NO_TARGET)
    return LeafScore(points, Source.MEASURED, Fraction(leaf.weight))


def _judged(leaf: Leaf, ratings: Sequence[Judgement], profile: Profile) -> LeafScore:
    given = [Fraction(judgement.score) for judgement in ratings]
    if not given:
        return _open(leaf, "尚未评判")
    if len(set(given)) > 1 and profile.raters != "mean":
        return _open(leaf, "评判人给分不一，合成办法未定（P-raters）", ratings)
    return LeafScore(
        sum(given, start=Fraction(0)) / len(given), Source.JUDGED, Fraction(leaf.weight), "", ratings
    )


def _open(leaf: Leaf, note: str, ratings: Sequence[Judgement] = ()) -> LeafScore:
    return LeafScore(None, Source.OPEN, Fraction(leaf.weight), note, ratings)
