"""Typing speed: exact, by the way of counting errors that was set, never rounded up to the limit."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengxian.hotline.people.typing import ERROR_RULES, errors_in, printed, speed


@pytest.mark.parametrize(
    ("typed", "errors", "rule", "expected"),
    [
        (300, 5, "不计差错", Fraction(60)),
        (300, 5, "差错不计入字数", Fraction(59)),
        (300, 5, "每错一字另扣一字", Fraction(58)),
        (10, 9, "每错一字另扣一字", Fraction(0)),
    ],
)
def test_speed_takes_off_what_the_rule_of_errors_says(typed: int, errors: int, rule: str, expected: Fraction):
    assert speed(typed, errors, Decimal(5), rule) == expected


def test_printed_speed_is_cut_and_never_reaches_the_limit_by_rounding():
    just_below = speed(59999, 0, Decimal(1000), "不计差错")

    assert printed(just_below) == "59.99"
    assert printed(Fraction(60)) == "60"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ((10, 11, Decimal(1), "不计差错"), "差错数（11）不能多于录入字数（10）"),
        ((10, 1, Decimal(0), "不计差错"), "测试时长应大于 0"),
        (
            (10, 1, Decimal(1), "随意"),
            "差错计法应为以下之一：不计差错、差错不计入字数、每错一字另扣一字，现设定为“随意”",
        ),
    ],
)
def test_impossible_result_is_refused_in_one_sentence(said: tuple[int, int, Decimal, str], sentence: str):
    with pytest.raises(ValueError, match=sentence):
        speed(*said)


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ("政府热线", 0),
        ("政府热先", 1),
        ("政热线", 1),
        ("政府的热线", 1),
        ("政府热线服务", 0),
        ("", 0),
        ("甲乙", 2),
    ],
)
def test_errors_are_the_fewest_wrong_missing_or_extra_characters(typed: str, errors: int):
    assert errors_in("政府热线服务", typed) == errors


@given(text=st.text("政府热线服务", max_size=20), cut=st.integers(0, 20))
def test_whoever_copies_a_part_of_the_text_made_no_error(text: str, cut: int):
    assert errors_in(text, text[:cut]) == 0


@given(text=st.text("政府热线", max_size=12), typed=st.text("政府热线", max_size=12))
def test_errors_are_never_more_than_was_typed(text: str, typed: str):
    assert 0 <= errors_in(text, typed) <= len(typed)


def test_each_rule_of_errors_takes_off_a_whole_number():
    assert all(isinstance(weight, int) and weight >= 0 for weight in ERROR_RULES.values())
