"""The rolling 24 h connection curve: where it falls below the limit, and where nobody called at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hengxian.records.documents.blocks import Block, Cell, Column, Facts, Notice, Table, facts, row

from ..chapters import Section
from ..charts import connection_curve, drawn
from ..printing import count, decimal_percent, instant
from ..reads import Pack, Result
from ..wording import STANDING, TONES, named
from .checks import window_words

LEDE = (
    "规则 10.1.2 要求连续 24 小时内的呼叫接通率不低于限值。这里考察每一个连续 24 小时，"
    "而不只是自然日：窗口每当有来电进入或离开就重算一次。"
)


def section(result: Result, pack: Pack) -> Section:
    check: Mapping[str, Any] = result.get("checks", {}).get("connection_24h", {})
    points: Sequence[Mapping[str, Any]] = result.get("series", {}).get("connection_24h", [])
    blocks: list[Block] = [particulars(check)]
    if points:
        limit = pack.measuring_limits().connection_percent
        start, end = (datetime.fromisoformat(result["period"][key]) for key in ("start", "end"))
        blocks.append(drawn(connection_curve, curve(check, points, limit, start, end), table(points)))
    else:
        blocks.append(Notice("没有可判定的 24 小时窗口，无从绘制曲线。"))
    return Section("connection", "连续 24 小时接通率", LEDE, tuple(blocks))


def particulars(check: Mapping[str, Any]) -> Facts:
    status = check.get("status", "not_assessable")
    pairs: list[tuple[str, str | Cell]] = [("结论", Cell(named(STANDING, status), TONES.get(status, "")))]
    if reason := check.get("reason"):
        pairs.append(("原因", str(reason)))
    if window := check.get("worst"):
        pairs.append(("最低窗口", window_words(window)))
    if "windows" in check:
        pairs.append(
            ("判定窗口", f"{count(check['windows'])} 个，其中低于限值 {count(check['failing_windows'])} 个")
        )
    return facts(pairs)


def curve(
    check: Mapping[str, Any], points: Sequence[Mapping[str, Any]], limit: int, start: datetime, end: datetime
) -> dict[str, Any]:
    """What the drawing needs, with time laid out from 0 to 1 over the period."""
    lowest = min(points, key=lambda one: one["low"])
    spans, silences = check.get("failing_spans", []), check.get("silences", [])
    return {
        "id": "curve",
        "title": "连续 24 小时接通率（窗口止点）",
        "description": f"图上最低 {decimal_percent(lowest['low'])}，止于 {instant(lowest['at'])}；"
        f"低于 {limit}% 的时段 {count(len(spans))} 段，"
        f"超过 2 小时无来电 {count(len(silences))} 段。纵轴不从零起。",
        "limit": limit / 100,
        "points": [(place(one["at"], start, end), float(one["low"])) for one in points],
        "failing": [(place(one["start"], start, end), place(one["end"], start, end)) for one in spans],
        "silent": [(place(one["start"], start, end), place(one["end"], start, end)) for one in silences],
        "marks": [
            (place(one["at"], start, end), f"{at.month}/{at.day}")
            for one in points
            if (at := datetime.fromisoformat(one["at"]))
        ],
    }


def place(at: str, start: datetime, end: datetime) -> float:
    """Where an instant stands in the period, held to 0..1."""
    part = (datetime.fromisoformat(at) - start) / (end - start)
    return min(1.0, max(0.0, part))


def table(points: Sequence[Mapping[str, Any]]) -> Table:
    """The lowest point of each local day: short enough to read, low enough to be honest."""
    days: dict[str, Mapping[str, Any]] = {}
    for one in points:
        day = one["at"][:10]
        if day not in days or one["low"] < days[day]["low"]:
            days[day] = one
    lines = tuple(
        row(day, decimal_percent(one["low"]), instant(one["at"])) for day, one in sorted(days.items())
    )
    columns = (Column("日期", 3), Column("当日最低", 2, True), Column("所在时刻", 3))
    return Table("每日最低的连续 24 小时接通率", columns, lines)
