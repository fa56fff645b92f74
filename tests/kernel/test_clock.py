"""The working clock on a small calendar of its own: one announced year, two exceptions."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengxian.kernel.clock import NotAnnounced, WorkingCalendar, end_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2025, 9, day) for day in (26, 27, 28, 29))
YEAR = WorkingCalendar(years=frozenset({2025}), closed=frozenset({MONDAY}), worked=frozenset({SUNDAY}))
SPLIT = WorkingCalendar(years=frozenset({2023, 2025}))


def test_calendar_works_weekdays_and_worked_weekends_but_not_closed_days():
    assert [YEAR.is_working(day) for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY)] == [True, False, True, False]


def test_calendar_classifies_no_day_of_an_unannounced_year():
    with pytest.raises(NotAnnounced, match="2026 年未公布放假安排") as caught:
        YEAR.is_working(date(2026, 1, 5))

    assert caught.value.year == 2026


def test_nth_working_day_counts_from_the_day_after():
    assert [YEAR.nth_working_day_after(FRIDAY, n) for n in (0, 1, 2)] == [FRIDAY, SUNDAY, date(2025, 9, 30)]


def test_nth_working_day_starts_as_well_from_a_day_that_is_not_worked():
    assert YEAR.nth_working_day_after(SATURDAY, 1) == SUNDAY


def test_day_zero_asks_nothing_of_the_calendar():
    assert YEAR.nth_working_day_after(date(1999, 1, 1), 0) == date(1999, 1, 1)


def test_day_zero_may_be_the_last_day_before_the_announced_years():
    assert YEAR.nth_working_day_after(date(2024, 12, 31), 1) == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("day", "n", "year"),
    [
        (date(2025, 12, 31), 1, 2026),
        (date(2025, 12, 30), 2, 2026),
        (date(2024, 12, 30), 1, 2024),
        (date(2040, 5, 5), 1, 2040),
    ],
)
def test_nth_working_day_names_the_year_it_would_have_to_guess(day, n, year):
    with pytest.raises(NotAnnounced) as caught:
        YEAR.nth_working_day_after(day, n)

    assert caught.value.year == year


def test_nth_working_day_does_not_jump_over_a_year_that_is_missing():
    with pytest.raises(NotAnnounced) as caught:
        SPLIT.nth_working_day_after(date(2023, 12, 29), 1)

    assert caught.value.year == 2024


def test_nth_working_day_refuses_to_count_backwards():
    with pytest.raises(ValueError, match="不能为负"):
        YEAR.nth_working_day_after(FRIDAY, -1)


def test_end_of_a_day_is_the_next_midnight_of_its_zone():
    assert end_of(FRIDAY, SHANGHAI) == datetime(2025, 9, 26, 16, tzinfo=UTC)
    assert end_of(date(2025, 12, 31), SHANGHAI).isoformat() == "2026-01-01T00:00:00+08:00"


def test_limit_is_the_end_of_the_nth_working_day():
    assert YEAR.limit(FRIDAY, 1, SHANGHAI).isoformat() == "2025-09-29T00:00:00+08:00"


def test_rows_list_each_announced_day_once_and_no_other():
    rows = dict(SPLIT.rows())

    assert len(rows) == 730
    assert {day.year for day in rows} == {2023, 2025}
    assert all(is_working == SPLIT.is_working(day) for day, is_working in rows.items())


def test_working_day_table_says_for_each_day_its_limit_or_the_missing_year():
    table = {day: (limit, year) for day, limit, year in YEAR.working_day_table(2)}

    assert (min(table), max(table), len(table)) == (date(2024, 12, 31), date(2025, 12, 31), 366)
    assert table[FRIDAY] == (date(2025, 9, 30), None)
    assert table[date(2025, 12, 30)] == (None, 2026)


@settings(database=None, deadline=None, max_examples=60)
@given(st.dates(date(2025, 1, 1), date(2025, 11, 1)), st.integers(1, 20))
def test_nth_working_day_is_the_nth_one_met_walking_day_by_day(day, n):
    walked = day
    for _ in range(n):
        walked += timedelta(days=1)
        while not YEAR.is_working(walked):
            walked += timedelta(days=1)

    assert YEAR.nth_working_day_after(day, n) == walked


def test_calendar_refuses_a_day_both_closed_and_worked():
    with pytest.raises(ValueError, match="2025-09-28 既放假又上班"):
        WorkingCalendar(frozenset({2025}), closed=frozenset({SUNDAY}), worked=frozenset({SUNDAY}))


def test_calendar_refuses_to_be_empty():
    with pytest.raises(ValueError, match="未含任何年份"):
        WorkingCalendar(frozenset())
