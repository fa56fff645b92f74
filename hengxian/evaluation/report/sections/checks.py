"""The compliance checks: each answers one clause, beside the scores and never inside them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hengxian.records.documents.blocks import Block, Cell, Column, Heading, Row, Table, row

from ..chapters import Section
from ..printing import NOTHING, count, instant, seconds, share, small_percent, stretch
from ..reads import Pack, Result
from ..wording import NOT_JUDGED, STANDING, TONES, named

LEDE = (
    "逐条对照规则第 10 章写明限值的要求。结论只有三种：符合、不符合、无法评定；"
    "它只说这一条款在评价时段内的数据，不影响任何得分，也不替代现场审核。"
)
SHOWN_SPANS = 20


def section(result: Result, pack: Pack) -> Section:
    checks: Mapping[str, Any] = result.get("checks", {})
    columns = (
        Column("检查项", 5),
        Column("条款", 2),
        Column("结论", 2),
        Column("检查数", 2, True),
        Column("不符数", 2, True),
        Column("最不利情形", 6),
    )
    lines = []
    for check in pack.conformity:
        found = checks.get(check.id, {"status": "not_assessable", "reason": "本次未作此项检查"})
        status = found["status"]
        counted, failing = figures(found)
        verdict = Cell(named(STANDING, status), TONES.get(status, ""))
        clauses = "、".join(check.clauses)
        lines.append(
            row(check.name, clauses, verdict, counted, failing, Cell(worst(found), note=remarks(found)))
        )
    table = Table(
        "合规检查一览",
        columns,
        tuple(lines),
        "不符数为未达到该条款要求的个案数；个案最多列 5 个编号，更多见 result.json。",
    )
    return Section("checks", "合规检查", LEDE, (table, *span_blocks(checks.get("connection_24h", {}))))


def figures(found: Mapping[str, Any]) -> tuple[str, str]:
    """How many cases, or windows, were judged and how many fail."""
    counted = found.get("counted", found.get("windows"))
    failing = found.get("failing", found.get("failing_windows"))
    unit = " 窗" if "windows" in found else ""
    return tuple(NOTHING if number is None else count(number) + unit for number in (counted, failing))  # type: ignore[return-value]


def worst(found: Mapping[str, Any]) -> str:
    """The single worst case in words, or why nothing could be judged."""
    if found["status"] == "not_assessable":
        return str(found.get("reason", "数据不足以评定"))
    if window := found.get("worst"):
        return window_words(window)
    delays = [
        f"{words}最迟 {seconds(found[key])}"
        for key, words in (
            ("longest_manager_delay_s", "上报管理人员"),
            ("longest_department_delay_s", "上报应急部门"),
        )
        if found.get(key) is not None
    ]
    if found["status"] == "not_met":
        delays.append(f"不符占 {small_percent(found.get('failing', 0), found.get('counted', 0))}")
    return "；".join(delays) or "逐件相符"


def window_words(window: Mapping[str, Any]) -> str:
    part = share({"numerator": window["answered"], "denominator": window["offered"]})
    counts = f"{count(window['answered'])}／{count(window['offered'])}"
    return f"{part}（{counts}），止于 {instant(window.get('end'))}"


def remarks(found: Mapping[str, Any]) -> str:
    """Ids of the first failing cases and what the check leaves unjudged."""
    parts = []
    if first := found.get("first"):
        parts.append(
            "个案："
            + "、".join(str(one) for one in first[:5])
            + (" 等" if found.get("failing", 0) > 5 else "")
        )
    if silent := found.get("not_judged"):
        parts.append("未评定：" + "、".join(named(NOT_JUDGED, one) for one in silent) + "（评分方案未定义）")
    return "；".join(parts)


def span_blocks(connection: Mapping[str, Any]) -> list[Block]:
    """The stretches in which the 24 h share stays below the limit, the lowest first."""
    spans = sorted(connection.get("failing_spans", []), key=lowness)
    if not spans:
        return []
    columns = (
        Column("起", 3),
        Column("止", 3),
        Column("时长", 2, True),
        Column("窗数", 1, True),
        Column("段内最低", 5),
    )
    lines = tuple(span_line(one) for one in spans[:SHOWN_SPANS])
    note = "按段内最低接通率由低到高排列；起止为窗口止点。"
    if len(spans) > SHOWN_SPANS:
        note += f"共 {count(len(spans))} 段，此处列最低的 {SHOWN_SPANS} 段，其余见 result.json。"
    heading = Heading("连续 24 小时接通率低于限值的时段", "failing-spans")
    return [heading, Table("低于限值的时段", columns, lines, note)]


def lowness(one: Mapping[str, Any]) -> tuple[Fraction, str]:
    """Lowest share first, then earliest; compared exactly."""
    worst = one.get("worst")
    return (Fraction(worst["answered"], worst["offered"]) if worst else Fraction(1), one["start"])


def span_line(one: Mapping[str, Any]) -> Row:
    is_single = one["start"] == one["end"]
    return row(
        instant(one["start"]),
        instant(one["end"]),
        "单一窗口" if is_single else stretch(one["start"], one["end"]),
        count(one["windows"]) if "windows" in one else NOTHING,
        window_words(one["worst"]) if "worst" in one else NOTHING,
    )
