"""Leaf scores with their source, and what opens a leaf."""

from fractions import Fraction

import pytest

from hengxian.scoring.judgements import JudgementError
from hengxian.scoring.profile import bundled_profile
from hengxian.scoring.score import score
from hengxian.scoring.scorecard import Interval, Source

from .cards import card, judgement, profile_with
from .trees import LEAVES, TREE


def leaf_of(measured=(), judged=(), profile=None, *, leaf):
    return score(TREE, dict(measured), judged, profile or bundled_profile()).leaves[leaf]


def test_share_scores_a_hundred_times_itself():
    found = leaf_of({"resolution_rate": Fraction(2, 3)}, leaf="resolution_rate")

    assert (found.value, found.source) == (Fraction(200, 3), Source.MEASURED)


@pytest.mark.parametrize(
    ("hours", "points"),
    [("0", "100"), ("24", "100"), ("49", "75"), ("124", "0"), ("400", "0"), ("52.25", "71.75")],
)
def test_duration_scores_linearly_between_declared_targets(hours, points):
    found = leaf_of(
        {"average_handling_time": Fraction(hours)}, profile=profile_with(), leaf="average_handling_time"
    )

    assert found.value == Fraction(points)


@pytest.mark.covers("T16")
def test_duration_without_declared_targets_stays_open_and_opens_the_composite():
    scorecard = card(profile=bundled_profile())

    found = scorecard.leaves["average_handling_time"]

    assert (found.value, found.source) == (None, Source.OPEN)
    assert "P-aht" in found.note
    assert scorecard.composite == Interval(Fraction(97), Fraction(100))


def test_unmeasured_figure_and_missing_figure_both_stay_open():
    assert leaf_of({"resolution_rate": None}, leaf="resolution_rate").source is Source.OPEN
    assert leaf_of({}, leaf="resolution_rate").source is Source.OPEN


def test_share_of_nothing_right_is_a_score_of_zero_and_not_open():
    found = leaf_of({"resolution_rate": Fraction(0)}, leaf="resolution_rate")

    assert (found.value, found.source) == (Fraction(0), Source.MEASURED)


@pytest.mark.parametrize("share", [Fraction(101, 100), Fraction(-1, 100)])
def test_score_refuses_a_share_outside_its_range(share):
    with pytest.raises(ValueError, match="not a share"):
        score(TREE, {"resolution_rate": share}, [], bundled_profile())


def test_score_refuses_a_figure_of_no_measured_leaf():
    with pytest.raises(ValueError, match="warmth"):
        score(TREE, {"warmth": Fraction(1)}, [], bundled_profile())


@pytest.mark.covers("T45")
def test_raters_who_differ_leave_the_leaf_open_and_are_all_shown():
    ratings = (judgement("warmth", 80, "甲"), judgement("warmth", 90, "乙"))

    found = leaf_of(judged=ratings, leaf="warmth")

    assert (found.value, found.source, found.ratings) == (None, Source.OPEN, ratings)
    assert "P-raters" in found.note


@pytest.mark.covers("T45")
def test_raters_who_differ_make_a_mean_only_by_profile():
    ratings = [judgement("warmth", 80, "甲"), judgement("warmth", 90, "乙"), judgement("warmth", 90, "丙")]

    found = leaf_of(judged=ratings, profile=profile_with(raters="mean"), leaf="warmth")

    assert (found.value, found.source) == (Fraction(260, 3), Source.JUDGED)


def test_raters_who_agree_make_a_score():
    ratings = [judgement("warmth", "85.0", "甲"), judgement("warmth", 85, "乙")]

    assert leaf_of(judged=ratings, leaf="warmth").value == 85


def test_score_refuses_to_overtype_a_measured_leaf():
    with pytest.raises(JudgementError, match="由数据计算，不能改写"):
        score(TREE, {}, [judgement("resolution_rate", 100)], bundled_profile())


def test_every_leaf_says_where_its_score_comes_from():
    scorecard = card(points={"warmth": None})

    labels = {id: leaf.source.label for id, leaf in scorecard.leaves.items()}

    assert set(labels) == {leaf.id for leaf in LEAVES}
    assert (labels["resolution_rate"], labels["patience"], labels["warmth"]) == ("计算", "评判", "未测")
