"""Data quality, before any score: what was read, kept and set aside, and where the data is silent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hengxian.records.documents.blocks import Block, Card, Cards, Cell, Column, Heading, Notice, Table, row

from ..chapters import Section
from ..printing import NOTHING, count, instant, percent, small_percent, stretch
from ..reads import Result
from ..wording import REJECTS, TABLES, named

LEDE = (
    "分数只和数据一样可靠，所以先看数据。读不懂的行一律剔除并计数，从不修补；"
    "每一行被剔除的原文都在 rejects 目录，可逐行核对。"
)


def section(result: Result) -> Section:
    tables: Mapping[str, Any] = result["dataset"].get("tables", {})
    blocks: list[Block] = [overview(tables), reading_table(tables)]
    blocks += rejects(tables) + warnings(result) + gaps(result) + silences(result)
    return Section("quality", "数据质量", LEDE, tuple(blocks))


def overview(tables: Mapping[str, Any]) -> Cards:
    read = sum(table["read"] for table in tables.values())
    kept = sum(table["kept"] for table in tables.values())
    orphans = sum(table.get("orphans", 0) for table in tables.values())
    return Cards(
        (
            Card("读入行数", count(read), f"{len(tables)} 张表"),
            Card("采用行数", count(kept), percent(kept, read)),
            Card(
                "剔除行数", count(read - kept), small_percent(read - kept, read), "bad" if read > kept else ""
            ),
            Card("无主行数", count(orphans), "找不到所属工单，不入任何指标", "open" if orphans else ""),
        )
    )


def reading_table(tables: Mapping[str, Any]) -> Table:
    """One line a table of the contract; one that the hotline did not supply says so."""
    columns = (
        Column("表", 3),
        *(Column(word, 2, True) for word in ("读入", "采用", "剔除", "截止后", "无主")),
        Column("最早", 4),
        Column("最晚", 4),
    )
    lines = []
    for table, word in TABLES.items():
        found = tables.get(table)
        if found is None:
            lines.append(row(word, Cell("未提供", "quiet"), *[Cell(NOTHING, "quiet")] * 6))
            continue
        aside = found["read"] - found["kept"]
        lines.append(
            row(
                word,
                *(count(number) for number in (found["read"], found["kept"])),
                Cell(count(aside), "bad" if aside else ""),
                *(count(found.get(key, 0)) for key in ("later", "orphans")),
                *(instant(found.get(key)) for key in ("first", "last")),
            )
        )
    note = "截止后：发生在数据读取时刻之后，保留但不入任何指标。无主：所属工单不在工单表中。未提供不等于零。"
    return Table("各表读入情况", columns, tuple(lines), note)


def rejects(tables: Mapping[str, Any]) -> list[Block]:
    """Rows set aside, by table and reason, most first."""
    lines = [
        row(named(TABLES, table), named(REJECTS, reason), count(number), small_percent(number, found["read"]))
        for table, found in tables.items()
        for reason, number in sorted(found.get("rejected", {}).items(), key=lambda pair: (-pair[1], pair[0]))
        if number
    ]
    if not lines:
        return [Notice("没有一行被剔除。", "good")]
    columns = (Column("表"), Column("原因", 4), Column("行数", 2, True), Column("占该表读入", 2, True))
    return [Table("剔除的行，按原因", columns, tuple(lines))]


def warnings(result: Result) -> list[Block]:
    """What looks odd but was not touched: duplicates, midnight closings, parts against totals."""
    quality = result.get("quality", {})
    lines = [
        row(named(TABLES, table), warning["text"], count(warning["count"]))
        for table, found in quality.get("tables", {}).items()
        for warning in found.get("warnings", [])
    ]
    blocks: list[Block] = [Notice(note) for note in quality.get("notes", [])]
    if lines:
        columns = (Column("表"), Column("提示", 8), Column("行数", 2, True))
        note = "提示不改变任何数字，只请核实。"
        blocks.append(Table("值得核实之处", columns, tuple(lines), note))
    return blocks


def gaps(result: Result) -> list[Block]:
    found = result["dataset"].get("gaps", [])
    if not found:
        return []
    lines = [
        row(
            named(TABLES, gap["source"]),
            instant(gap["from"]),
            instant(gap["to"]),
            stretch(gap["from"], gap["to"]),
        )
        for gap in found
    ]
    columns = (Column("来源"), Column("起", 3), Column("止", 3), Column("时长", 2, True))
    return [Table("热线声明的中断", columns, tuple(lines), "声明的中断如实列出，不从任何指标中扣除。")]


def length(one: Mapping[str, Any]) -> float:
    """Seconds from start to end, for ordering only."""
    return (datetime.fromisoformat(one["end"]) - datetime.fromisoformat(one["start"])).total_seconds()


def silences(result: Result) -> list[Block]:
    """Stretches of over two hours without a call; silence is not proof of service."""
    found = result.get("checks", {}).get("connection_24h", {}).get("silences", [])
    if not found:
        return []
    shown = sorted(found, key=lambda one: (-length(one), one["start"]))[:20]
    lines = [
        row(instant(one["start"]), instant(one["end"]), stretch(one["start"], one["end"])) for one in shown
    ]
    note = "超过 2 小时没有任何来电记录：可能是系统中断，也可能确无来电，请与值班记录核对。"
    if len(found) > len(shown):
        note += f"共 {count(len(found))} 段，此处列最长的 {len(shown)} 段。"
    columns = (Column("起", 3), Column("止", 3), Column("时长", 2, True))
    return [Heading("来电静默", "silences"), Table("超过 2 小时无来电的时段", columns, tuple(lines), note)]
