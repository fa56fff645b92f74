"""Hours that no shift covers, compared with counting minute by minute."""

import itertools
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengxian.hotline.people.duty import Hours, Span, declared, minutes_of, read_hours, uncovered

ZONE = timezone(timedelta(hours=8))
MONDAY = date(2026, 3, 2)
MIDNIGHT = datetime(2026, 3, 2, tzinfo=ZONE)
SHIFTS = st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 1500)), max_size=8)


def span(start: int, end: int) -> Span:
    return Span(MIDNIGHT + timedelta(minutes=start), MIDNIGHT + timedelta(minutes=end))


def minutes(spans: list[Span]) -> set[int]:
    whole = [(each.starts_at - MIDNIGHT, each.ends_at - MIDNIGHT) for each in spans]
    return {
        minute
        for start, end in whole
        for minute in range(int(start.total_seconds()) // 60, int(end.total_seconds()) // 60)
    }


@given(shifts=SHIFTS)
def test_uncovered_is_what_is_declared_and_lies_in_no_shift(shifts: list[tuple[int, int]]):
    hours = Hours(frozenset({0, 1}), 480, 1200)
    on_duty = [span(start, start + length) for start, length in shifts]
    wanted = declared(hours, MONDAY, 3, ZONE)

    found = uncovered(wanted, on_duty)

    assert minutes(found) == minutes(wanted) - minutes(on_duty)
    assert all(earlier.ends_at < later.starts_at for earlier, later in itertools.pairwise(found))


def test_round_the_clock_is_one_stretch_over_all_its_days():
    hours = read_hours(["周一", "周二", "周三", "周四", "周五", "周六", "周日"], "00:00", "24:00")

    assert hours.minutes_a_week == 7 * 24 * 60
    assert declared(hours, MONDAY, 7, ZONE) == [span(0, 7 * 1440)]


def test_days_that_are_not_declared_want_nobody():
    assert declared(Hours(frozenset({5, 6}), 0, 1440), MONDAY, 5, ZONE) == []


@pytest.mark.parametrize(
    ("clock", "minute"), [("00:00", 0), ("08:30", 510), ("23:59", 1439), ("24:00", 1440)]
)
def test_clock_is_read_as_minutes_of_the_day(clock: str, minute: int):
    assert minutes_of(clock) == minute


@pytest.mark.parametrize("clock", ["8:30", "24:01", "25:00", "08:60", "早上"])
def test_what_is_no_clock_is_refused(clock: str):
    with pytest.raises(ValueError, match=f"时刻写作 08:30，全天结束写作 24:00，现为“{clock}”"):
        minutes_of(clock)


def test_hours_that_end_before_they_begin_are_refused():
    with pytest.raises(ValueError, match="每日结束（06:00）应晚于开始（22:00）"):
        read_hours(["周一"], "22:00", "06:00")
