"""The eleven measured indicators: every figure with its numerator, denominator and what was left out."""

from collections.abc import Mapping
from typing import Any

from hengxian.measurement.definitions.catalogue import INDICATORS
from hengxian.records.documents.blocks import Block, Cell, Column, Heading, Notice, Row, Table, facts, row

from ..chapters import Section
from ..printing import NOTHING, count, decimal_percent, share
from ..reads import Leaf, Pack, Result, weight
from ..wording import BASES, LEFT_OUT, VARIANTS, named

LEDE = "每个数字都写明分子、分母和剔除了什么。没有数据的指标写明原因，既不是 0 也不是 100。"


def section(result: Result, pack: Pack) -> Section:
    measured = [leaf for leaf in pack.tree.leaves if leaf.source == "measured"]
    blocks: list[Block] = [summary(result, measured)]
    for leaf in measured:
        blocks += detail(leaf, found(result, leaf), result["dataset"].get("reviews_sample", {}))
    return Section("indicators", "十一项定量指标", LEDE, tuple(blocks))


def found(result: Result, leaf: Leaf) -> Mapping[str, Any]:
    one: Mapping[str, Any] = result.get("indicators", {}).get(
        leaf.id, {"status": "unmeasured", "reason": "本次未计算此项"}
    )
    return one


def is_measured(one: Mapping[str, Any]) -> bool:
    return one.get("status") == "measured"


def summary(result: Result, measured: list[Leaf]) -> Table:
    columns = (
        Column("指标", 4),
        Column("权重", 1, True),
        Column("分子", 2, True),
        Column("分母", 2, True),
        Column("数值", 2, True),
        Column("说明", 6),
    )
    lines: list[Row] = []
    for leaf in measured:
        one = found(result, leaf)
        if is_measured(one):
            numerator = count(one["numerator"]) if "numerator" in one else NOTHING
            said = Cell(value(one)), Cell(left_out(one))
            lines.append(row(leaf.name, weight(leaf.weight), numerator, count(one["denominator"]), *said))
        else:
            open_cells = Cell("未测", "open"), Cell(str(one.get("reason", "")), "open")
            lines.append(row(leaf.name, weight(leaf.weight), NOTHING, NOTHING, *open_cells))
    return Table("指标一览", columns, tuple(lines), "权重为该指标在所属一级指标 100 分中的分值。")


def value(one: Mapping[str, Any]) -> str:
    """A share as a percentage, a duration in hours."""
    return f"{one['value']} 小时" if one.get("unit") == "hours" else share(one)


def left_out(one: Mapping[str, Any]) -> str:
    """What the figure does not count, only where there is any."""
    parts = [
        f"{named(LEFT_OUT, key)} {count(number)}" for key, number in one.get("left_out", {}).items() if number
    ]
    return "未计入：" + "、".join(parts) if parts else ""


def detail(leaf: Leaf, one: Mapping[str, Any], sample: Mapping[str, Any]) -> list[Block]:
    """One indicator on its own: definition, value, variants, ids to look up."""
    heading = Heading(leaf.name, f"indicator-{leaf.id}", f"权重 {weight(leaf.weight)}")
    if not is_measured(one):
        return [heading, Notice(f"未测：{one.get('reason', '')}")]
    pairs: list[tuple[str, str | Cell]] = [("数值", headline(one)), *definition(leaf.id)]
    pairs.append(("未计入数", left_out(one).removeprefix("未计入：")))
    if basis := one.get("basis"):
        pairs.append(("判定依据", named(BASES, basis)))
    if interval := one.get("wilson_95"):
        ends = f"{decimal_percent(interval['low'])} 至 {decimal_percent(interval['high'])}"
        pairs.append(("95% 置信区间", f"{ends}（Wilson 法，n = {count(one['denominator'])}）"))
        pairs.append(("抽样", drawn_words(sample)))
    if misses := one.get("misses"):
        pairs.append(("未命中", misses_words(misses)))
    pairs.append(("附注", str(one.get("note", ""))))
    return [heading, facts(pairs), *variants(leaf, one)]


def definition(leaf: str) -> list[tuple[str, str | Cell]]:
    """The published definition in words, as the measurement declares it."""
    words = next(one.words for one in INDICATORS if one.id == leaf)
    return [("分母", words.counted), ("分子", words.hit), ("不计入", words.left_out), ("说明", words.note)]


def drawn_words(sample: Mapping[str, Any]) -> str:
    """How the reviewed orders were drawn, as the hotline declares it (C-17)."""
    if not sample:
        return "未声明抽样总体与方法"
    words = {"population": "总体", "method": "方法", "seed": "随机种子"}
    return "；".join(f"{named(words, key)} {value}" for key, value in sample.items())


def headline(one: Mapping[str, Any]) -> str:
    if one.get("unit") == "hours":
        return f"{one['value']} 小时（{count(one['denominator'])} 张工单的均值）"
    return f"{share(one)}（{count(one['numerator'])}／{count(one['denominator'])}）"


def misses_words(misses: Mapping[str, Any]) -> str:
    first = [str(one) for one in misses.get("first", [])]
    listed = f"，如 {'、'.join(first)}" if first else ""
    return f"{count(misses['count'])} 件{listed}"


def variants(leaf: Leaf, one: Mapping[str, Any]) -> list[Block]:
    """The same figure counted otherwise; none of these is scored."""
    lines: list[Row] = []
    for name, part in one.get("variants", {}).items():
        if part is None:
            continue
        if isinstance(part, Mapping):
            lines.append(
                row(named(VARIANTS, name), count(part["numerator"]), count(part["denominator"]), share(part))
            )
        else:
            lines.append(row(named(VARIANTS, name), NOTHING, NOTHING, f"{part} 小时"))
    if not lines:
        return []
    columns = (Column("口径", 5), Column("分子", 2, True), Column("分母", 2, True), Column("数值", 2, True))
    return [Table(f"{leaf.name}的其他口径（不计分）", columns, tuple(lines))]
