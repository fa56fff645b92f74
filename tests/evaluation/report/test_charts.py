"""The charts: well-formed drawings that name themselves, the same each time, honest at the edges."""

from typing import Any
from xml.etree import ElementTree

import pytest

from hengxian.evaluation.report.charts import (
    connection_curve,
    funnel,
    heat_map,
    interval_bar,
    lying_bars,
    share_lines,
    stacked_bars,
)
from hengxian.evaluation.report.charts.axis import short, ticks
from hengxian.evaluation.report.charts.svg import BLUE

SVG = "{http://www.w3.org/2000/svg}"
HEAD = {"id": "c", "title": "图<1>", "description": "说明&"}
WEEK = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
CHARTS: list[tuple[Any, dict[str, Any]]] = [
    (stacked_bars, {"labels": ["1/1"], "series": [{"name": "接通", "tone": "main", "values": [0]}]}),
    (stacked_bars, {"labels": [], "series": [{"name": "接通", "tone": "main", "values": []}]}),
    (
        share_lines,
        {"labels": ["1", "2", "3"], "series": [{"name": "率", "tone": "main", "values": [1.0, None, 0.0]}]},
    ),
    (connection_curve, {"limit": 0.95, "points": [], "failing": [], "silent": [(0.1, 0.1)], "marks": []}),
    (heat_map, {"weekdays": WEEK, "cells": [[10**12] * 24] * 7}),
    (funnel, {"steps": [{"name": "受理", "count": 0, "words": "0", "is_branch": False}]}),
    (lying_bars, {"bars": [{"name": "电话", "share": 1.0, "words": "100.00%", "note": "1／1"}]}),
    (interval_bar, {"low": "0.00", "high": "100.00"}),
]


@pytest.mark.parametrize("width", [340, 880])
@pytest.mark.parametrize(("draw", "chart"), CHARTS)
def test_chart_is_well_formed_and_stays_inside_its_frame(
    draw: Any, chart: dict[str, Any], width: int
) -> None:
    drawing = draw({**HEAD, **chart}, width)
    root = ElementTree.fromstring(drawing)

    assert root.find(f"{SVG}title").text == "图<1>"  # type: ignore[union-attr]
    assert root.find(f"{SVG}desc").text == "说明&"  # type: ignore[union-attr]
    assert "nan" not in drawing and "inf" not in drawing
    for box in root.iter(f"{SVG}rect"):
        assert (
            0 <= float(box.attrib["x"]) <= float(box.attrib["x"]) + float(box.attrib["width"]) <= width + 0.01
        )
    assert drawing == draw({**HEAD, **chart}, width)


def test_share_lines_break_where_a_value_is_missing() -> None:
    chart = {
        **HEAD,
        "labels": list("abcde"),
        "series": [{"name": "率", "tone": "main", "values": [0.9, 0.8, None, 0.7, 0.6]}],
    }

    paths = list(ElementTree.fromstring(share_lines(chart, 880)).iter(f"{SVG}path"))

    assert len(paths) == 2


def test_interval_bar_fills_to_the_low_end_and_rules_to_the_high_end() -> None:
    root = ElementTree.fromstring(interval_bar({**HEAD, "low": "50.00", "high": "75.00"}, 202))
    boxes = [(box.attrib["fill"], box.attrib["x"], box.attrib["width"]) for box in root.iter(f"{SVG}rect")]

    assert (BLUE, "1", "100") in boxes
    assert boxes[-1][1:] == ("101", "50")


def test_ticks_are_round_and_cover_the_top() -> None:
    assert ticks(0) == [0, 1]
    assert ticks(37)[-1] >= 37
    assert [short(value) for value in (950, 25_000, 3 * 10**8)] == ["950", "2.5万", "3亿"]
