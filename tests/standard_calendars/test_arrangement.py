"""The bundled State Council arrangements against two independent tables, and how a bad file is refused."""

from datetime import date

import chinese_calendar
import holidays
import pytest

from hengxian.kernel.clock import NotAnnounced
from hengxian.standard.calendars import ArrangementError, state_council
from hengxian.standard.calendars.arrangement import read_arrangement

CALENDAR = state_council().calendar
DISPUTED = date(2005, 12, 31)
"""Worked, by the notice for 2006 itself (国办发明电〔2005〕35号); chinesecalendar has it free."""

YEAR = """
year: {year}
notices: [{{title: 甲, number: 未核对, issued_on: 未核对}}]
festivals: [{{name: 元旦, closed: {closed}, worked: [{worked}]}}]
"""


@pytest.fixture
def write(tmp_path):
    def write(name="2025.yaml", year="2025", closed="2025-01-01", worked="2025-01-26"):
        (tmp_path / name).write_text(YEAR.format(year=year, closed=closed, worked=worked), encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.covers("G-3")
@pytest.mark.parametrize(
    ("day", "n", "limit"),
    [
        (date(2025, 9, 26), 2, date(2025, 9, 29)),
        (date(2025, 9, 30), 2, date(2025, 10, 10)),
        (date(2026, 12, 30), 1, date(2026, 12, 31)),
    ],
)
def test_limits_count_worked_weekends_and_skip_days_off(day, n, limit):
    assert CALENDAR.nth_working_day_after(day, n) == limit


@pytest.mark.covers("G-3")
@pytest.mark.parametrize(
    ("day", "n"), [(date(2026, 12, 31), 1), (date(2026, 12, 30), 2), (date(2027, 3, 1), 2)]
)
def test_year_not_yet_announced_is_refused_by_name(day, n):
    with pytest.raises(NotAnnounced, match="2027 年未公布"):
        CALENDAR.nth_working_day_after(day, n)


def test_five_working_days_over_the_national_holiday_end_on_the_tenth():
    assert CALENDAR.nth_working_day_after(date(2025, 9, 26), 4) == date(2025, 10, 9)
    assert CALENDAR.nth_working_day_after(date(2025, 9, 26), 5) == date(2025, 10, 10)


def test_every_day_agrees_with_chinesecalendar_but_one():
    differing = [day for day, is_working in CALENDAR.rows() if is_working != chinese_calendar.is_workday(day)]

    assert differing == [DISPUTED]


def test_every_day_agrees_with_holidays():
    table = holidays.country_holidays("CN", years=range(2003, 2028))

    differing = [day for day, is_working in CALENDAR.rows() if is_working != table.is_working_day(day)]

    assert differing == []


def test_bundled_years_run_from_2004_to_2026_without_a_hole():
    years = [year.year for year in state_council().years]

    assert years == list(range(2004, 2027))
    assert all(year.notices for year in state_council().years)


def test_stamp_names_the_calendar_its_fingerprint_and_its_years():
    stamp = state_council().stamp()

    assert (stamp["id"], stamp["first_year"], stamp["last_year"]) == ("cn-state-council", 2004, 2026)
    assert stamp["fingerprint"] == state_council().fingerprint


def test_fingerprint_follows_the_dates_and_not_the_layout(write):
    one = read_arrangement("x", write()).fingerprint
    same = read_arrangement("x", write(closed='"2025-01-01/2025-01-01"')).fingerprint
    other = read_arrangement("x", write(closed="2025-01-01/2025-01-02")).fingerprint

    assert one == same != other


@pytest.mark.parametrize(
    ("faults", "sentence"),
    [
        ({"closed": "2025-01-03/2025-01-01"}, "2025.yaml：festivals › 第1项：元旦的放假起止颠倒"),
        ({"worked": "2025-01-27"}, "2025.yaml：festivals › 第1项：元旦的调休上班日 2025-01-27 不是周末"),
        ({"closed": "2026-01-01"}, "2025.yaml：元旦的日期 2026-01-01 不属于 2025 年"),
        ({"closed": "1月1日"}, "2025.yaml：festivals › 第1项 › closed › 第1项：应为日期，写作 2025-01-01"),
        ({"closed": "2025-01-25/2025-01-26"}, "2025-01-26 既放假又上班"),
        (
            {"year": "2026", "closed": "2026-01-01", "worked": "2026-01-04"},
            "2025.yaml：文件名与其中的年份 2026 不一致",
        ),
    ],
)
def test_arrangement_refuses_a_file_in_one_sentence(write, faults, sentence):
    with pytest.raises(ArrangementError) as caught:
        read_arrangement("x", write(**faults))

    assert str(caught.value).endswith(sentence)
    assert "\n" not in str(caught.value)


def test_arrangement_refuses_a_folder_without_years(tmp_path):
    with pytest.raises(ArrangementError, match="没有任何年份的放假安排"):
        read_arrangement("x", tmp_path)


def test_arrangement_refuses_text_that_is_no_yaml(tmp_path):
    (tmp_path / "2025.yaml").write_text("year: [", encoding="utf-8")

    with pytest.raises(ArrangementError, match=r"2025\.yaml"):
        read_arrangement("x", tmp_path)
