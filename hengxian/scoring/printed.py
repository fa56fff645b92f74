"""A scorecard as the plain strings of result.json, each number rounded once from its exact fraction."""

from collections.abc import Mapping
from fractions import Fraction

from hengxian.kernel.quantity import half_up
from hengxian.scoring.scorecard import Bonus, Interval, LeafScore, Scorecard

PLACES = 2
"""Decimals of every printed score (indicators.md: rounded half up, once)."""


def as_json(scorecard: Scorecard) -> dict[str, object]:
    """The `scores` object of result.json (contract: indicators.md); a leaf without a score is absent.

    Beyond the contract: sources and notes of leaves, widths, the bonus line, and the composite's maximum.
    """
    return {
        "leaves": printed_leaves(scorecard.leaves),
        "groups": printed_intervals(scorecard.groups),
        "dimensions": printed_intervals(scorecard.dimensions),
        "composite": printed_interval(scorecard.composite),
        "maximum": half_up(scorecard.maximum, PLACES),
        "sources": {id: str(leaf.source) for id, leaf in scorecard.leaves.items()},
        "notes": {id: leaf.note for id, leaf in scorecard.leaves.items() if leaf.note},
        "widths": _widths(scorecard),
        "bonus": _printed_bonus(scorecard.bonus, is_included=scorecard.includes_bonus),
    }


def printed_interval(interval: Interval) -> dict[str, str]:
    """{low, high}, two decimals."""
    return {"low": points(interval.low), "high": points(interval.high)}


def printed_intervals(intervals: Mapping[str, Interval]) -> dict[str, dict[str, str]]:
    """{id: {low, high}}."""
    return {id: printed_interval(interval) for id, interval in intervals.items()}


def printed_leaves(leaves: Mapping[str, LeafScore]) -> dict[str, str]:
    """{id: score} of the leaves that have one."""
    return {id: points(leaf.value) for id, leaf in leaves.items() if leaf.value is not None}


def points(value: Fraction) -> str:
    """A score or total in print."""
    return half_up(value, PLACES)


def _widths(scorecard: Scorecard) -> dict[str, object]:
    return {
        "dimensions": {id: points(interval.width) for id, interval in scorecard.dimensions.items()},
        "composite": points(scorecard.composite.width),
    }


def _printed_bonus(bonus: Bonus, *, is_included: bool) -> dict[str, object]:
    return {
        "leaves": printed_leaves(bonus.leaves),
        "groups": printed_intervals(bonus.groups),
        "points": printed_interval(bonus.points),
        "maximum": points(bonus.maximum),
        "in_composite": is_included,
        "sources": {id: str(leaf.source) for id, leaf in bonus.leaves.items()},
    }
