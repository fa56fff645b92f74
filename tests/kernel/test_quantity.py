"""Exact values: what a period covers, how a figure is rounded once, Wilson's interval."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengxian.kernel.quantity import Period, half_up, share, wilson_95

CHINA = timezone(timedelta(hours=8))
START = datetime(2025, 3, 10, tzinfo=CHINA)
END = datetime(2025, 3, 12, tzinfo=CHINA)


def test_period_covers_its_start_and_not_its_end():
    period = Period(START, END)

    covered = [
        period.covers(at) for at in (START - timedelta.resolution, START, END - timedelta.resolution, END)
    ]

    assert covered == [False, True, True, False]


def test_period_compares_instants_not_wall_clocks():
    assert Period(START, END).covers(datetime(2025, 3, 9, 16, tzinfo=UTC))


def test_period_refuses_an_instant_without_offset():
    with pytest.raises(ValueError, match="须带时区"):
        Period(datetime(2025, 3, 10), END)


@pytest.mark.parametrize("end", [START, START - timedelta(days=1)])
def test_period_refuses_to_end_where_it_starts_or_before(end):
    with pytest.raises(ValueError, match="结束须晚于开始"):
        Period(START, end)


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(2, 3), 6, "0.666667"),
        (Fraction(99995, 1000), 2, "100.00"),
        (Fraction(7, 100), 2, "0.07"),
        (Fraction(10**30, 3), 2, "333333333333333333333333333333.33"),
    ],
)
def test_half_up_rounds_exact_halves_away_from_zero(value, places, printed):
    assert half_up(value, places) == printed


@settings(database=None, deadline=None)
@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_half_up_agrees_with_decimal_rounding(thousandths, places):
    expected = Decimal(thousandths).scaleb(-3).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

    assert Decimal(half_up(Fraction(thousandths, 1000), places)) == expected


@pytest.mark.covers("C-8")
def test_share_just_under_a_bound_prints_as_the_bound_and_fails_it_on_integers():
    answered, offered = 94_996, 100_000

    assert half_up(100 * share(answered, offered), 2) == "95.00"
    assert not 100 * answered >= 95 * offered


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (3, 2), (-1, 2)])
def test_share_refuses_what_is_no_share(part, whole):
    with pytest.raises(ValueError, match="no share"):
        share(part, whole)


@pytest.mark.parametrize(
    ("passed", "n", "interval"),
    [
        (0, 10, ("0.000000", "0.277533")),
        (10, 10, ("0.722467", "1.000000")),
        (1, 2, ("0.094531", "0.905469")),
        (190, 200, ("0.910422", "0.972617")),
    ],
)
def test_wilson_95_gives_hand_computed_intervals(passed, n, interval):
    assert wilson_95(passed, n) == interval


@settings(database=None, deadline=None, max_examples=50)
@given(st.integers(1, 10**9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_95_holds_the_share_and_mirrors_its_complement(sample):
    passed, n = sample
    low, high = map(Fraction, wilson_95(passed, n))
    other_low, other_high = map(Fraction, wilson_95(n - passed, n))

    assert 0 <= low <= Fraction(half_up(Fraction(passed, n), 6)) <= high <= 1
    assert max(abs(low + other_high - 1), abs(high + other_low - 1)) <= Fraction(1, 10**6)


def test_wilson_95_refuses_an_empty_sample():
    with pytest.raises(ValueError, match="no share"):
        wilson_95(0, 0)
