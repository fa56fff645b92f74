"""Observations beside the scores: what a mayor would ask next, each with its n."""

from collections.abc import Mapping, Sequence
from typing import Any

from hengxian.records.documents.blocks import Block, Column, Heading, Notice, Row, Table, row

from ..chapters import Section
from ..printing import NOTHING, count, percent, share
from ..reads import Result

LEDE = "以下各项规则未列为指标，不计分，只供研判。每项都给出基数。"
YEAR_ON_YEAR = "本报告未作同期比较"


def section(result: Result) -> Section:
    seen: Mapping[str, Any] = result.get("observations", {})
    lines = solved(seen) + moves(seen) + ages(seen)
    blocks: list[Block] = []
    if lines:
        columns = (Column("观察项", 5), Column("数值", 2, True), Column("基数", 3, True), Column("怎么看", 6))
        blocks.append(Table("观察项", columns, tuple(lines)))
    blocks.append(Notice(f"同比：{seen.get('year_on_year', YEAR_ON_YEAR)}。"))
    if hours := [one for one in seen.get("abandoned_by_hour", []) if one["calls"]]:
        blocks += [Heading("各时段未接通", "abandoned"), abandoned(hours)]
    return Section("observations", "观察", LEDE, tuple(blocks))


def solved(seen: Mapping[str, Any]) -> list[Row]:
    """What the unit claims against what the person confirmed."""
    both = seen.get("claimed_resolved", {})
    said = (
        ("claimed", "承办单位自报已解决", "承办单位在工单中填写"),
        ("confirmed", "服务对象确认已解决", "回访中由服务对象答复；两者之差值得追问"),
    )
    return [
        row(
            name,
            share(both[key]),
            f"{count(both[key]['numerator'])}／{count(both[key]['denominator'])}",
            remark,
        )
        for key, name, remark in said
        if key in both
    ]


def moves(seen: Mapping[str, Any]) -> list[Row]:
    """Orders handed on, returned, and matters that come back."""
    lines: list[Row] = []
    if hops := seen.get("hops"):
        orders = f"{count(hops['orders'])} 张工单"
        lines += [
            row(
                "多次转手的工单",
                count(hops["moved_more_than_once"]),
                orders,
                f"最多的一张转手 {count(hops['most'])} 次",
            ),
            row("退回次数", count(hops["returns"]), orders, "承办单位退回，另行指派"),
        ]
    if repeats := seen.get("repeats"):
        lines.append(
            row(
                "重复反映的事项",
                count(repeats["matters"]),
                f"{count(repeats['orders'])} 张工单",
                "同一服务对象、同一事项多次来件",
            )
        )
    return lines


def ages(seen: Mapping[str, Any]) -> list[Row]:
    """How old the open orders are; an old one lengthens no mean, so it must be shown here."""
    age = seen.get("open_age")
    if not age:
        return []
    base = f"{count(age['open'])} 张未办结"
    named = (
        ("median_hours", "未办结工单年龄中位数"),
        ("p90_hours", "未办结工单年龄九成位数"),
        ("oldest_hours", "最老的未办结工单"),
    )
    remark = "平均办理时长只看已办结的工单，久拖不结的只在这里显现"
    return [
        row(words, f"{age[key]} 小时", base, remark if place == 0 else "同上")
        for place, (key, words) in enumerate(named)
        if key in age
    ]


def abandoned(hours: Sequence[Mapping[str, Any]]) -> Table:
    lines = tuple(
        row(
            f"{one['hour']:02d}:00 至 {one['hour']:02d}:59",
            count(one["calls"]),
            count(one["abandoned"]),
            percent(one["abandoned"], one["calls"]) if one["calls"] else NOTHING,
        )
        for one in hours
    )
    columns = (
        Column("时段", 3),
        Column("来电", 2, True),
        Column("未接通", 2, True),
        Column("占来电", 2, True),
    )
    return Table("各时段未接通的来电", columns, lines)
