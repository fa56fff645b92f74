"""The `scores` object of result.json, to the letter of indicators.md."""

from fractions import Fraction

import pytest

from hengxian.scoring.profile import bundled_profile
from hengxian.scoring.score import as_json, score

from .cards import card, profile_with
from .trees import LEAVES, TREE


def test_scores_have_the_shape_of_the_contract():
    scores = as_json(card(95))

    assert scores["leaves"] == {leaf.id: "95.00" for leaf in LEAVES}
    assert scores["groups"]["connection"] == {"low": "95.00", "high": "95.00"}
    assert set(scores["dimensions"]) == {"quality", "efficiency", "management", "innovation"}
    assert scores["composite"] == {"low": "95.00", "high": "95.00"}


def test_open_leaves_are_absent_from_the_scores_and_named_in_the_sources():
    scores = as_json(card(80, points={"warmth": None}))

    assert "warmth" not in scores["leaves"]
    assert (scores["sources"]["warmth"], scores["notes"]["warmth"]) == ("open", "尚未评判")
    assert scores["groups"]["service_attitude"] == {"low": "52.00", "high": "87.00"}
    assert scores["composite"] == {"low": "78.32", "high": "80.42"}
    assert scores["widths"]["composite"] == "2.10"


@pytest.mark.covers("XC.5")
def test_each_number_is_rounded_once_from_the_exact_fraction():
    scores = as_json(card("99.995"))

    assert scores["composite"] == {"low": "100.00", "high": "100.00"}
    assert as_json(card("99.9949"))["composite"] == {"low": "99.99", "high": "99.99"}


def test_rounding_leaves_first_would_have_given_another_composite():
    thirds = {"resolution_rate": Fraction(200, 3), "one_time_closure_rate": Fraction(1, 300)}

    scores = as_json(card(0, points=thirds))

    assert (scores["leaves"]["resolution_rate"], scores["leaves"]["one_time_closure_rate"]) == (
        "66.67",
        "0.00",
    )
    assert scores["groups"]["closure_effect"] == {"low": "25.00", "high": "25.00"}


def test_bonus_stands_on_a_line_of_its_own():
    line = as_json(card(80, bonus=50))["bonus"]

    assert (line["points"], line["maximum"]) == ({"low": "7.50", "high": "7.50"}, "15.00")
    assert line["in_composite"] is False
    assert line["groups"]["sustainability"] == {"low": "2.50", "high": "2.50"}


def test_bonus_in_the_composite_is_said_with_the_higher_maximum():
    scores = as_json(card(80, bonus=50, profile=profile_with(bonus=True)))

    assert (scores["composite"]["low"], scores["maximum"]) == ("87.50", "115.00")
    assert scores["bonus"]["in_composite"] is True


def test_nothing_measured_and_nothing_judged_prints_the_whole_scale():
    scores = as_json(score(TREE, {}, [], bundled_profile()))

    assert scores["leaves"] == {}
    assert scores["composite"] == {"low": "0.00", "high": "100.00"}
