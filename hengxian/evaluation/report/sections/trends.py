"""When people call and how well they are met: by day, by hour, by hour of the week."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from hengxian.records.documents.blocks import Block, Column, Figure, Notice, Row, Table, row

from ..chapters import Section
from ..charts import drawn, heat_map, share_lines, stacked_bars
from ..printing import count, percent
from ..reads import Result
from ..wording import WEEKDAYS

LEDE = "来电有日夜与周末的节律；接通率在节律的高处最受考验。图下可展开同一数据的表格。"
NO_CALLS = {"calls": 0, "answered": 0, "within_15s": 0}
COLUMNS = tuple(Column(word, 2, True) for word in ("来电", "接通", "15 秒内接听", "接通率", "15 秒接听率"))


def section(result: Result) -> Section:
    series: Mapping[str, Any] = result.get("series", {})
    blocks: list[Block] = []
    for rows, name in ((every_day(series), "day"), (every_hour(series), "hour")):
        if any(one["calls"] for one in rows):
            blocks += [volume(rows, name), shares(rows, name)]
    if any(one["calls"] for one in series.get("by_weekday_hour", [])):
        blocks.append(week(series["by_weekday_hour"]))
    if not blocks:
        blocks.append(Notice("评价时段内没有来电记录，无从绘制走势。"))
    return Section("trend", "走势", LEDE, tuple(blocks))


def every_day(series: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Every day from the first with any event to the last: a day without calls is a gap to be seen."""
    known = {date.fromisoformat(one["date"]): one for one in series.get("by_day", [])}
    if not known:
        return []
    first = min(known)
    days = (first + timedelta(days=place) for place in range((max(known) - first).days + 1))
    return [{**NO_CALLS, "date": day.isoformat(), **known.get(day, {})} for day in days]


def every_hour(series: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """All 24 hours, whether or not anybody called."""
    known = {one["hour"]: one for one in series.get("by_hour", [])}
    return [{**NO_CALLS, "hour": hour, **known.get(hour, {})} for hour in range(24)]


def label(one: Mapping[str, Any]) -> str:
    """1月5日 as 1/5, an hour as 9时."""
    if "date" in one:
        on = date.fromisoformat(one["date"])
        return f"{on.month}/{on.day}"
    return f"{one['hour']}时"


def full_label(one: Mapping[str, Any]) -> str:
    return str(one["date"]) if "date" in one else f"{one['hour']:02d}:00 至 {one['hour']:02d}:59"


def volume(rows: Sequence[Mapping[str, Any]], name: str) -> Figure:
    """Answered and lost calls, stacked."""
    busiest = max(rows, key=lambda one: one["calls"])
    word = "每日" if name == "day" else "各时段"
    chart = {
        "id": f"volume-{name}",
        "title": f"{word}来电量",
        "description": f"共 {count(sum(one['calls'] for one in rows))} 通；最多在 {full_label(busiest)}，"
        f"{count(busiest['calls'])} 通。",
        "labels": [label(one) for one in rows],
        "series": [
            {"name": "接通", "tone": "main", "values": [one["answered"] for one in rows]},
            {"name": "未接通", "tone": "bad", "values": [one["calls"] - one["answered"] for one in rows]},
        ],
    }
    return drawn(stacked_bars, chart, table(rows, f"{word}来电量与接听"))


def shares(rows: Sequence[Mapping[str, Any]], name: str) -> Figure:
    """Connected, and answered within 15 s, as shares of the calls that arrived."""
    with_calls = [one for one in rows if one["calls"]]
    lowest = min(with_calls, key=lambda one: one["answered"] / one["calls"])
    word = "每日" if name == "day" else "各时段"
    chart = {
        "id": f"shares-{name}",
        "title": f"{word}接通率与 15 秒接听率",
        "description": f"接通率最低在 {full_label(lowest)}，{percent(lowest['answered'], lowest['calls'])}"
        f"（{count(lowest['answered'])}／{count(lowest['calls'])}）。纵轴不从零起。",
        "labels": [label(one) for one in rows],
        "series": [
            {"name": "接通率", "tone": "main", "values": ratios(rows, "answered")},
            {"name": "15 秒接听率", "tone": "second", "values": ratios(rows, "within_15s")},
        ],
    }
    return drawn(share_lines, chart, table(rows, f"{word}接通率与 15 秒接听率"))


def ratios(rows: Sequence[Mapping[str, Any]], key: str) -> list[float | None]:
    return [one[key] / one["calls"] if one["calls"] else None for one in rows]


def table(rows: Sequence[Mapping[str, Any]], caption: str) -> Table:
    lines: list[Row] = [
        row(
            full_label(one),
            *(count(one[key]) for key in ("calls", "answered", "within_15s")),
            *(percent(one[key], one["calls"]) for key in ("answered", "within_15s")),
        )
        for one in rows
    ]
    head = "日期" if rows and "date" in rows[0] else "时段"
    return Table(caption, (Column(head, 3), *COLUMNS), tuple(lines))


def week(rows: Sequence[Mapping[str, Any]]) -> Figure:
    """Calls by weekday and hour."""
    cells = [[0] * 24 for _ in WEEKDAYS]
    for one in rows:
        cells[one["weekday"] - 1][one["hour"]] += one["calls"]
    busiest = max(rows, key=lambda one: one["calls"])
    chart = {
        "id": "week",
        "title": "一周来电分布",
        "description": f"颜色越深来电越多；最忙是{WEEKDAYS[busiest['weekday'] - 1]} {busiest['hour']} 时，"
        f"评价时段内合计 {count(busiest['calls'])} 通。",
        "weekdays": WEEKDAYS,
        "cells": cells,
    }
    columns = (Column("时段", 2), *(Column(day, 2, True) for day in WEEKDAYS))
    lines = tuple(row(f"{hour}时", *(count(cells[day][hour]) for day in range(7))) for hour in range(24))
    return drawn(heat_map, chart, Table("一周各时段来电量", columns, lines))
