"""The score sheets of appendix D, filled and blank."""

import pytest

from hengxian.scoring.score import score
from hengxian.scoring.sheets import NOT_LISTED, score_sheets

from .cards import card, judgement, profile_with
from .trees import SHEETS, TREE


def sheet(scorecard, id):
    return next(found for found in score_sheets(TREE, SHEETS, scorecard) if found.id == id)


@pytest.mark.covers("XD.1.1")
def test_measured_lines_are_filled_and_marked():
    found = sheet(card(95), "D.1.1")

    assert found.rows == (
        ("指标 call_connection_rate", "call_connection_rate 的评价内容", "10", "9.50", "计算"),
        ("指标 timely_response_rate", "timely_response_rate 的评价内容", "10", "9.50", "计算"),
        ("合计", "", "20", "19.00", ""),
    )


def test_sheets_without_printed_content_say_so():
    found = sheet(card(80), "D.1.3")

    assert {line.content for line in found.lines} == {NOT_LISTED}
    assert [line.remark for line in found.lines] == ["评判", "评判", "评判"]


def test_open_line_is_empty_and_makes_the_total_a_range():
    found = sheet(card(80, points={"average_handling_time": None}), "D.2.1")

    assert [line.score for line in found.lines] == ["8.00", "8.00", ""]
    assert found.lines[2].remark.startswith("未测：")
    assert (found.total_weight, found.total_score) == ("30", "16.00–26.00")


def test_fifteen_sheets_weigh_a_hundred_in_each_dimension():
    found = score_sheets(TREE, SHEETS)

    weights = {}
    for filled in found:
        weights[filled.dimension] = weights.get(filled.dimension, 0) + int(filled.total_weight)
    assert len(found) == 15
    assert set(weights.values()) == {100}
    assert len(weights) == 4


def test_blank_sheets_leave_score_and_remark_empty():
    found = score_sheets(TREE, SHEETS)

    assert {(line.score, line.remark) for filled in found for line in filled.lines} == {("", "")}
    assert {filled.total_score for filled in found} == {""}


def test_line_judged_by_several_says_how_many():
    ratings = [judgement("warmth", 80, "甲"), judgement("warmth", 90, "乙")]
    found = sheet(score(TREE, {}, ratings, profile_with(raters="mean")), "D.1.3")

    assert (found.lines[0].score, found.lines[0].remark) == ("5.95", "评判（2 人）")


def test_sheet_of_no_known_group_is_refused():
    with pytest.raises(KeyError, match="nowhere"):
        score_sheets(TREE, [type(SHEETS[0])("D.9.9", "nowhere")])
