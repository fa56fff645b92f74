"""The score card: composite, four dimensions, fifteen groups, forty-two leaves, and what stands apart."""

from collections.abc import Mapping
from typing import Any

from hengxian.records.documents.blocks import (
    Block,
    Card,
    Cards,
    Cell,
    Column,
    Heading,
    Notice,
    Row,
    Table,
    row,
)

from ..chapters import Section
from ..charts import interval_bar
from ..printing import NOTHING, span
from ..reads import Dimension, Group, Leaf, Pack, Result, Tree, leaf_names, leaves, source, weight
from ..wording import SOURCES

LEDE = (
    "得分以 100 分为满。凡有未测的叶子指标，其上各级得分一律印成区间：左端按该指标 0 分计，"
    "右端按 100 分计，不作折算、不重新分配权重。分数不是认证结论，规则也没有设定分数线。"
)
FORMULA_NOTE = (
    "综合得分 = 服务质量 × 0.30 + 服务效率 × 0.30 + 服务管理 × 0.25 + 服务创新 × 0.15（规则附录 C.5）。"
)
SERVICE_SIDE = "信息安全性两项只看服务过程中的保密与数据保护，不是对网络安全的结论。"
PROFILE = "本报告采用评分方案 {name}（{id}，指纹 {digest}）：{origin}。"
EVALUATION_STANDARD = (
    "GB/T 33357 未核对：规则要求评价符合《政府热线服务评价》，本软件未取得其文本，不作符合性声明。"
)


def section(result: Result, pack: Pack) -> Section:
    blocks: list[Block] = [
        composite_card(result),
        dimension_cards(result, pack.tree),
        sources_notice(result, pack.tree),
    ]
    blocks += statements(result)
    for dimension in pack.tree.dimensions:
        blocks.append(dimension_table(result, dimension))
    blocks += bonus(result, pack.tree) + judgements(result, pack.tree)
    return Section("scores", "得分", LEDE, tuple(blocks))


def statements(result: Result) -> list[Block]:
    """What must be said beside every score: whose profile, and what was not checked."""
    profile = result["profile"]
    said = PROFILE.format(
        name=profile.get("name", profile["id"]),
        id=profile["id"],
        digest=str(profile.get("fingerprint", NOTHING))[:16],
        origin=profile.get("origin", "机构自定（规则未规定）"),
    )
    return [Notice(said), Notice(EVALUATION_STANDARD)]


def composite_card(result: Result) -> Cards:
    """The composite; where the profile adds 提升指标 it says that the maximum is no longer 100."""
    scores = result["scores"]
    composite = scores.get("composite")
    maximum = str(scores.get("maximum", "100.00")).removesuffix(".00")
    note = FORMULA_NOTE if maximum == "100" else f"{FORMULA_NOTE}评分方案计入提升指标，满分 {maximum}。"
    picture = bar("composite", composite, 620, maximum)
    return Cards((Card(f"综合得分（满分 {maximum}）", span(composite), note, picture=picture),), is_lead=True)


def dimension_cards(result: Result, tree: Tree) -> Cards:
    scores = result["scores"].get("dimensions", {})
    return Cards(
        tuple(
            Card(
                dimension.name,
                span(scores.get(dimension.id)),
                f"占综合得分 {weight(dimension.composite_weight * 100)}%",
                picture=bar(f"dimension-{dimension.id}", scores.get(dimension.id), 200),
            )
            for dimension in tree.dimensions
        )
    )


def bar(id: str, interval: Mapping[str, Any] | None, width: int, maximum: str = "100") -> str:
    """The little bar beside a score; none where there is no score."""
    if not interval:
        return ""
    words = f"得分 {span(interval)}，满分 {maximum}"
    chart = {"id": f"bar-{id}", "title": words, "description": words, "top": maximum, **interval}
    return interval_bar(chart, width)


def sources_notice(result: Result, tree: Tree) -> Notice:
    """How many leaves are measured, judged and open."""
    kinds = [source(result, leaf.id) for _, _, leaf in leaves(tree)]
    parts = "，".join(f"{SOURCES[kind]} {kinds.count(kind)} 项" for kind in SOURCES)
    return Notice(
        f"{len(kinds)} 项叶子指标中：{parts}。{SERVICE_SIDE}", "open" if "open" in kinds else "good"
    )


def dimension_table(result: Result, dimension: Dimension) -> Table:
    """Groups as heading lines, leaves beneath them."""
    scores = result["scores"]
    columns = (
        Column("指标", 5),
        Column("权重", 1, True),
        Column("得分", 3, True),
        Column("来源", 2),
        Column("0 至 100", 4),
    )
    lines: list[Row] = []
    for group in dimension.groups:
        lines.append(group_line(group, scores.get("groups", {}).get(group.id)))
        lines += [leaf_line(result, leaf) for leaf in group.leaves]
    total = scores.get("dimensions", {}).get(dimension.id)
    lines.append(row(f"{dimension.name}合计", "100", span(total), "", "", level=2))
    return Table(
        f"{dimension.name}（占综合得分 {weight(dimension.composite_weight * 100)}%）", columns, tuple(lines)
    )


def group_line(group: Group, interval: Mapping[str, Any] | None) -> Row:
    picture = Cell("", picture=bar(f"group-{group.id}", interval, 150))
    return row(group.name, weight(group.weight), span(interval), "", picture, level=1)


def leaf_line(result: Result, leaf: Leaf) -> Row:
    """A leaf's score, or a dash: an open leaf never prints 0 or 100."""
    kind = source(result, leaf.id)
    score = result["scores"].get("leaves", {}).get(leaf.id)
    interval = {"low": score, "high": score} if score is not None else None
    why = reason(result, leaf.id) if kind == "open" else ""
    said = Cell(SOURCES[kind], "open" if kind == "open" else "quiet", note=why)
    number = Cell(score, "") if score is not None else Cell(NOTHING, "quiet")
    return row(
        leaf.name, weight(leaf.weight), number, said, Cell("", picture=bar(f"leaf-{leaf.id}", interval, 150))
    )


def reason(result: Result, leaf: str) -> str:
    """Why a leaf has no score: what its figure lacks, else what scoring says."""
    figure = result.get("indicators", {}).get(leaf, {})
    return str(figure.get("reason") or result["scores"].get("notes", {}).get(leaf, ""))


def bonus(result: Result, tree: Tree) -> list[Block]:
    """提升指标 on a line of their own, outside the composite unless the profile says otherwise."""
    found: Mapping[str, Any] = result["scores"].get("bonus", {})
    known, totals = found.get("leaves", {}), found.get("groups", {})
    lines: list[Row] = []
    for group in tree.improvement:
        lines.append(row(group.name, "", span(totals.get(group.id)), "", level=1))
        lines += [bonus_line(leaf, known.get(leaf.id)) for leaf in group.leaves]
    lines.append(
        row("提升指标加分", str(found.get("maximum", "15.00")), span(found.get("points")), "", level=2)
    )
    columns = (Column("提升指标", 5), Column("权重", 2, True), Column("得分", 3, True), Column("来源", 2))
    is_included = bool(found.get("in_composite"))
    caption = "提升指标，按评分方案计入综合得分" if is_included else "提升指标，不计入综合得分"
    note = "规则 13.1.2 另列提升指标，权重合计 15；附录 C.5 的综合得分公式不含提升指标，故单列一行。"
    return [Heading("提升指标（单列）", "bonus"), Table(caption, columns, tuple(lines), note)]


def bonus_line(leaf: Leaf, score: str | None) -> Row:
    said = Cell(SOURCES["open"], "open") if score is None else Cell(SOURCES["judged"], "quiet")
    return row(leaf.name, weight(leaf.weight), NOTHING if score is None else score, said)


def judgements(result: Result, tree: Tree) -> list[Block]:
    """Every rater's judgement with reason and evidence, also where raters differ."""
    found = result.get("judgements", [])
    if not found:
        return [Notice("没有收到评判：须由评价人员评判的指标均为未测。")]
    names = leaf_names(tree)
    lines = [
        row(
            names.get(one["leaf"], one["leaf"]),
            str(one["score"]),
            str(one["rater"]),
            Cell(str(one["reason"]), note="证据：" + "；".join(str(item) for item in one["evidence"])),
        )
        for one in found
    ]
    columns = (Column("指标", 3), Column("评分", 1, True), Column("评判人", 2), Column("理由与证据", 7))
    note = "每个评判人的意见都列出；意见不一时，只有评分方案写明取均值才计分，否则该指标为未测。"
    return [Heading("评判记录", "judgements"), Table("评判的指标、理由与证据", columns, tuple(lines), note)]
