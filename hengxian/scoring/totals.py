"""Leaf scores summed up the tree: groups, dimensions, composite (appendix C), open leaves as intervals."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from hengxian.scoring.scorecard import NOTHING, Interval, Totals, bounds
from hengxian.scoring.shapes import Dimension, Group, Leaf, Tree

PERCENT = Fraction(1, 100)


def totals(tree: Tree, points: Mapping[str, Fraction | None]) -> Totals:
    """Groups, dimensions and composite from leaf scores out of 100; a leaf missing or None is open.

    Group = Σ leaf × leaf weight / group weight; dimension = Σ leaf × leaf weight (C.1–C.4); composite =
    Σ dimension × its weight (C.5). An open leaf counts once as 0 and once as 100: nothing is renormalised.
    """
    return Totals(
        groups={group.id: _of_group(group, points) for top in tree.dimensions for group in top.groups},
        dimensions={dimension.id: _of_dimension(dimension, points) for dimension in tree.dimensions},
        composite=_sum(
            _of_dimension(dimension, points).times(Fraction(dimension.composite_weight))
            for dimension in tree.dimensions
        ),
    )


def weighed(leaves: Iterable[Leaf], points: Mapping[str, Fraction | None]) -> Interval:
    """Σ leaf × leaf weight, in points of the dimension: a leaf of 95 that weighs 10 brings 9.5."""
    return _sum(bounds(points.get(leaf.id)).times(Fraction(leaf.weight) * PERCENT) for leaf in leaves)


def _of_group(group: Group, points: Mapping[str, Fraction | None]) -> Interval:
    return weighed(group.leaves, points).times(100 / Fraction(group.weight))


def _of_dimension(dimension: Dimension, points: Mapping[str, Fraction | None]) -> Interval:
    return _sum(weighed(group.leaves, points) for group in dimension.groups)


def _sum(intervals: Iterable[Interval]) -> Interval:
    return sum(intervals, start=NOTHING)
