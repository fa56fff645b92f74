"""Single chapters: what they put first, and what they may not hide."""

from typing import Any

import pytest

from hengxian.evaluation.report.printing import percent, period, seconds, small_percent, span
from hengxian.evaluation.report.sections.checks import span_blocks
from hengxian.evaluation.report.sections.indicators import drawn_words
from hengxian.evaluation.report.sections.trends import every_day, every_hour
from hengxian.records.documents.blocks import Table


def spell(day: int, answered: int) -> dict[str, Any]:
    worst = {"end": f"2025-01-{day:02d}T12:00:00+08:00", "answered": answered, "offered": 100}
    times = {"start": f"2025-01-{day:02d}T11:00:00+08:00", "end": f"2025-01-{day:02d}T13:00:00+08:00"}
    return {**times, "windows": 3, "worst": worst}


def test_failing_spans_are_listed_lowest_first() -> None:
    *_, table = span_blocks({"failing_spans": [spell(3, 94), spell(4, 80), spell(5, 90)]})

    assert isinstance(table, Table)
    assert [row.cells[4].text[:6] for row in table.rows] == ["80.00%", "90.00%", "94.00%"]


def test_a_day_without_calls_stays_on_the_axis() -> None:
    days = every_day({"by_day": [{"date": "2025-01-01", "calls": 5, "answered": 5, "within_15s": 5}, {"date": "2025-01-03", "orders": 2}]})  # fmt: skip

    assert [(one["date"], one["calls"]) for one in days] == [
        ("2025-01-01", 5),
        ("2025-01-02", 0),
        ("2025-01-03", 0),
    ]
    assert [one["hour"] for one in every_hour({})] == list(range(24))


@pytest.mark.covers("C-17")
def test_a_sample_prints_population_and_draw_and_n(city: Any) -> None:
    assert (
        drawn_words({"population": 12000, "method": "按月随机", "seed": 7})
        == "总体 12000；方法 按月随机；随机种子 7"
    )
    assert drawn_words({}) == "未声明抽样总体与方法"
    assert "（Wilson 法，n = 1,500）" in city.page


def test_figures_are_rounded_once_from_the_exact_share() -> None:
    assert percent(94_996, 100_000) == "95.00%"
    assert percent(1, 8) == "12.50%"
    assert percent(0, 0) == "—"
    assert small_percent(1, 10**6) == "不足 0.01%"
    assert span({"low": "69.31", "high": "90.31"}) == "69.31 – 90.31"
    assert seconds(1844) == "30 分 44 秒"


def test_a_period_of_whole_days_names_its_last_day() -> None:
    assert period("2025-01-01T00:00:00+08:00", "2025-04-01T00:00:00+08:00") == "2025年1月1日至2025年3月31日"
    assert "（不含止点）" in period("2025-01-01T08:00:00+08:00", "2025-04-01T00:00:00+08:00")
