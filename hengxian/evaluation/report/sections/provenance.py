"""Definitions and provenance, last: from which bytes, by which rule and program, anyone can repeat this."""

from collections.abc import Mapping
from typing import Any

from hengxian.measurement.definitions.catalogue import INDICATORS
from hengxian.records.documents.blocks import Block, Cell, Column, Facts, Heading, Table, facts, row

from ..chapters import Section
from ..printing import NOTHING, count, size
from ..reads import Pack, Result, leaf_names
from ..wording import TABLES, named

LEDE = (
    "同样的输入在任何机器上得到逐字节相同的 result.json。"
    "以下指纹足以证明用的是哪些文件、哪一版规则和哪一版程序。"
)
RULES = (
    "“以内”“不超过”均含端点；时限不晚于读取时刻即视为已到。",
    "百分数由精确分数只进位一次、四舍五入到两位小数；与限值的比较用整数进行，从不用四舍五入后的数。",
    "分母为零时为未测，只给原因。",
    "工作日按国务院办公厅每年的放假安排，含调休上班；未公布年份不推断。",
)


def section(result: Result, pack: Pack) -> Section:
    blocks: list[Block] = [
        definitions(pack),
        facts([(f"约定{mark}", rule) for mark, rule in zip("一二三四", RULES, strict=True)]),
    ]
    blocks += [Heading("来源与指纹", "fingerprints"), fingerprints(result), files(result.get("dataset", {}))]
    return Section("provenance", "定义与来源", LEDE, tuple(blocks))


def definitions(pack: Pack) -> Table:
    names = leaf_names(pack.tree)
    lines = tuple(
        row(names.get(one.id, one.name), f"{one.clause}", one.words.counted, one.words.hit)
        for one in INDICATORS
    )
    columns = (Column("指标", 3), Column("条款", 2), Column("分母：计入的", 6), Column("分子：命中的", 6))
    note = "规则只定义了呼叫接通率（3.8），其余为本软件的公开定义；每项附分子、分母，可据原始数据复算。"
    return Table("十一项定量指标的定义", columns, lines, note)


def fingerprints(result: Result) -> Facts:
    """Every thing that decides a figure, with its digest."""
    rule, profile, engine = result["rule"], result["profile"], result.get("engine", {})
    calendar, dataset = result.get("calendar", {}), result["dataset"]
    years = f"{calendar['first_year']}—{calendar['last_year']}" if "first_year" in calendar else ""
    return facts(
        [
            ("规则包", Cell(f"{rule['id']}@{rule['edition']}", note=digest(rule))),
            (
                "评分方案",
                Cell(
                    f"{profile['id']}　{profile.get('origin', '机构自定（规则未规定）')}",
                    note=digest(profile),
                ),
            ),
            ("方案参数", parameters(profile)),
            ("工作日历", Cell(f"{calendar.get('id', NOTHING)}　{years}", note=digest(calendar))),
            ("数据集 SHA-256", Cell(dataset.get("fingerprint", NOTHING), "quiet")),
            ("数据集 SM3", Cell(dataset.get("sm3", NOTHING), "quiet")),
            ("指标定义 SHA-256", Cell(engine.get("definitions", NOTHING), "quiet")),
            ("程序", f"衡线 {engine.get('hengxian', NOTHING)}，DuckDB {engine.get('duckdb', NOTHING)}"),
            ("评价时段", f"{result['period']['start']} 起，{result['period']['end']} 止（不含止点）"),
            ("数据读取时刻", str(result["as_of"])),
            ("时区", str(dataset.get("timezone", NOTHING))),
        ]
    )


def digest(part: Mapping[str, Any]) -> str:
    return f"SHA-256 {part['fingerprint']}" if "fingerprint" in part else ""


def parameters(profile: Mapping[str, Any]) -> str:
    """Declared parameters, or that none was."""
    words = {"followup_days": "回访期限（工作日）"}
    declared = profile.get("parameters", {})
    return "；".join(f"{named(words, key)} = {one}" for key, one in declared.items()) or "均未声明"


def files(dataset: Mapping[str, Any]) -> Table:
    lines = tuple(
        row(
            Cell(one["name"], note=f"SHA-256 {one['sha256']}"),
            named(TABLES, one["table"]),
            str(one.get("encoding", NOTHING)),
            count(one["rows"]) if "rows" in one else NOTHING,
            size(one["bytes"]),
        )
        for one in dataset.get("files", [])
    )
    columns = (
        Column("文件", 8),
        Column("表", 2),
        Column("编码", 2),
        Column("行数", 2, True),
        Column("大小", 3, True),
    )
    return Table("读取的文件", columns, lines)
