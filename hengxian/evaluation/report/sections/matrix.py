"""Which characteristic of 5.1.1 is answered by which leaf of chapter 13, and which has no home."""

from hengxian.records.documents.blocks import Cell, Column, Notice, Row, Table, row

from ..chapters import Section
from ..printing import NOTHING
from ..reads import Pack, Result, source
from ..wording import SOURCES

LEDE = (
    "规则 5.1.1 列 16 项服务特性，第 13 章另成一套指标；两者不一一对应。"
    "社会影响力在第 13 章没有对应的指标：可以留存证据，但没有地方计分。"
)
EFFECT = (
    "服务效果特性：规则未给出计算。第 13 章没有“服务效果”一级指标，7.2.2 "
    "要求的这一结果只能按下表对应，不另造分数。"
)


def section(result: Result, pack: Pack) -> Section:
    columns = (
        Column("5.1.1 服务特性", 4),
        Column("条款", 2),
        Column("关系", 1),
        Column("第 13 章指标", 7),
        Column("来源", 2),
    )
    lines: list[Row] = []
    heading = ""
    for one in pack.matrix.characteristics:
        clause = pack.clauses[one.id]
        group = pack.clauses.section_of(one.id).title
        if group != heading:
            lines.append(row(group, "", "", "", "", level=1))
            heading = group
        paths = "；".join(pack.tree.path(leaf) for leaf in one.leaves) or "没有对应指标"
        kinds = "、".join(dict.fromkeys(SOURCES[source(result, leaf)] for leaf in one.leaves)) or NOTHING
        where = Cell(paths, "" if one.leaves else "open", note=one.note or "")
        lines.append(row(clause.title, one.id, one.relation, where, kinds))
    table = Table("服务特性与第 13 章指标对照", columns, tuple(lines))
    return Section("matrix", "5.1.1 与第 13 章对照", LEDE, (Notice(EFFECT), table))
