"""Totals up the tree: appendix C by hand cases and by properties over random scores."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengxian.kernel.quantity import half_up
from hengxian.scoring.scorecard import HIGHEST, Interval
from hengxian.scoring.totals import totals

from .cards import card, profile_with
from .trees import LEAVES, TREE

IDS = [leaf.id for leaf in LEAVES]
points = st.fractions(0, 100, max_denominator=10_000)
closed = st.fixed_dictionaries({id: points for id in IDS})
half_open = st.fixed_dictionaries({id: st.none() | points for id in IDS})
thorough = settings(database=None, deadline=None, max_examples=40)


def test_all_leaves_at_a_hundred_give_a_hundred_everywhere():
    sums = totals(TREE, dict.fromkeys(IDS, HIGHEST))

    full = Interval(HIGHEST, HIGHEST)
    assert {*sums.groups.values(), *sums.dimensions.values(), sums.composite} == {full}
    assert half_up(sums.composite.low, 2) == "100.00"


def test_no_leaf_at_all_leaves_the_whole_scale_open():
    assert totals(TREE, {}).composite == Interval(Fraction(0), HIGHEST)


def test_totals_of_a_hand_computed_case():
    scores = dict.fromkeys(IDS, Fraction(80)) | {"call_connection_rate": Fraction(95), "warmth": Fraction(60)}

    sums = totals(TREE, scores)

    assert sums.groups["connection"].low == Fraction(175, 2)
    assert sums.groups["service_attitude"].low == Fraction(73)
    assert sums.dimensions["quality"].low == Fraction("80.1")
    assert sums.composite == Interval(Fraction("80.03"), Fraction("80.03"))


@pytest.mark.covers("R13.2.1.4")
@pytest.mark.parametrize("leaf", ["immediate_answer_rate", "average_handling_time", "followup_coverage_rate"])
def test_one_open_leaf_of_ten_in_efficiency_widens_the_composite_by_three(leaf):
    scorecard = card(83, points={leaf: None})

    assert half_up(scorecard.composite.width, 2) == "3.00"
    assert scorecard.composite.width == 3


@pytest.mark.covers("T2", "XC.1-4")
@thorough
@given(closed)
def test_both_readings_of_the_second_level_give_one_dimension(scores):
    sums = totals(TREE, scores)

    for top in TREE.dimensions:
        by_group = sum(sums.groups[group.id].low * Fraction(group.weight) for group in top.groups) / 100
        by_leaf = (
            sum(scores[leaf.id] * Fraction(leaf.weight) for group in top.groups for leaf in group.leaves)
            / 100
        )
        assert sums.dimensions[top.id].low == by_group == by_leaf


@thorough
@given(half_open)
def test_composite_is_the_weighted_sum_of_the_dimensions_at_both_ends(scores):
    sums = totals(TREE, scores)

    quality, efficiency, management, innovation = (sums.dimensions[top.id] for top in TREE.dimensions)
    for end in ("low", "high"):
        expected = (
            getattr(quality, end) * Fraction("0.30")
            + getattr(efficiency, end) * Fraction("0.30")
            + getattr(management, end) * Fraction("0.25")
            + getattr(innovation, end) * Fraction("0.15")
        )
        assert getattr(sums.composite, end) == expected


@thorough
@given(half_open, st.sampled_from(IDS), points)
def test_raising_a_leaf_never_lowers_a_total(scores, leaf, rise):
    before = totals(TREE, scores)
    raised = min(HIGHEST, (scores[leaf] or Fraction(0)) + rise)

    after = totals(TREE, scores | {leaf: raised})

    assert after.composite.low >= before.composite.low
    assert all(after.groups[id].low >= before.groups[id].low for id in before.groups)
    if scores[leaf] is not None:
        assert after.composite.high >= before.composite.high


@thorough
@given(closed, st.sets(st.sampled_from(IDS)))
def test_open_leaves_are_never_renormalised(scores, opened):
    sums = totals(TREE, {id: None if id in opened else value for id, value in scores.items()})

    at_zero = totals(TREE, scores | dict.fromkeys(opened, Fraction(0)))
    at_full = totals(TREE, scores | dict.fromkeys(opened, HIGHEST))
    assert sums.composite == Interval(at_zero.composite.low, at_full.composite.high)
    assert sums.groups == {
        id: Interval(at_zero.groups[id].low, at_full.groups[id].high) for id in at_zero.groups
    }


@pytest.mark.covers("T3", "R13.1.2.1-2")
def test_composite_is_the_same_with_and_without_the_improvement_indicators():
    without, with_them = card(80), card(80, bonus=100)

    assert with_them.composite == without.composite == Interval(Fraction(80), Fraction(80))
    assert with_them.bonus.points == Interval(Fraction(15), Fraction(15))
    assert without.bonus.points == Interval(Fraction(0), Fraction(15))


@pytest.mark.covers("T3")
def test_improvement_indicators_count_only_by_profile_and_then_the_maximum_is_115():
    scorecard = card(100, bonus=60, profile=profile_with(bonus=True))

    assert (scorecard.composite.low, scorecard.maximum) == (109, 115)
    assert scorecard.bonus.groups == {
        "social_impact": Interval(Fraction(6), Fraction(6)),
        "sustainability": Interval(Fraction(3), Fraction(3)),
    }


def test_a_tree_with_fractional_weights_is_summed_exactly():
    third = Fraction(1, 3)

    assert totals(TREE, dict.fromkeys(IDS, third)).composite == Interval(third, third)
    assert Fraction(Decimal("0.30")) == Fraction(3, 10)
