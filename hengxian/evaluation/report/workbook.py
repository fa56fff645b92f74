"""The same figures as an .xlsx: overview, fifteen score sheets, indicators, checks, data quality, misses."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from hengxian.records.documents.blocks import Block, Column, Heading, Notice, Table, row
from hengxian.scoring.sheets import FilledSheet

from .chapters import Section
from .document import STAGE
from .printing import count
from .reads import Pack, Result, leaf_names
from .sections import checks, cover, indicators, quality, scores, sheets
from .worksheets import Book

LONGEST_LIST = 1_000_000
"""Ids on one sheet; Excel holds 1,048,576 lines."""


def write_workbook(
    path: Path,
    result: Result,
    pack: Pack,
    filled: Sequence[FilledSheet],
    misses: Mapping[str, Sequence[str]],
    *,
    stage: str = STAGE,
) -> None:
    """Write the workbook; identical input gives identical bytes.

    `misses`: indicator id → ids of what it did not hit, as many as are to be listed. Every word is
    written as text, so an id such as =cmd() stays an id. Raises OSError where the path cannot be written.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    name = str(result["dataset"]["name"])
    with path.open("wb") as file, xlsxwriter.Workbook(file, options) as workbook:
        made_at = datetime.fromisoformat(str(result["as_of"])).replace(tzinfo=None)
        workbook.set_properties(
            {"title": f"政府热线服务评价　{name}"[:200], "comments": stage, "created": made_at}
        )
        book = Book(workbook, stage, name)
        book.add("概览", overview(result, pack, stage))
        for sheet in filled:
            book.add(f"{sheet.id} {sheet.title.removesuffix('打分表')}", (sheets.sheet_table(sheet),))
        for title, section in figures(result, pack):
            book.add(title, section.blocks)
        for leaf, ids in misses.items():
            words = leaf_names(pack.tree).get(leaf, leaf)
            book.add(f"未命中 {words}", miss_blocks(result, leaf, words, ids))


def overview(result: Result, pack: Pack, stage: str) -> tuple[Block, ...]:
    """Particulars and the score card."""
    front = cover.cover(result, stage, ())
    section = scores.section(result, pack)
    composite = result["scores"].get("composite", {})
    ends = [str(composite.get(end, "")) for end in ("low", "high")]
    columns = (Column("项目", 4), Column("低", 2, True), Column("高", 2, True))
    totals = Table("综合得分", columns, (row("综合得分", *ends, level=2),))
    return (Heading(front.name, ""), front.facts, *front.notices, totals, *section.blocks)


def figures(result: Result, pack: Pack) -> tuple[tuple[str, Section], ...]:
    return (
        ("指标", indicators.section(result, pack)),
        ("检查", checks.section(result, pack)),
        ("数据质量", quality.section(result)),
    )


def miss_blocks(result: Result, leaf: str, words: str, ids: Sequence[str]) -> tuple[Block, ...]:
    """The ids that an indicator did not hit, and a note where not all are listed."""
    shown = ids[:LONGEST_LIST]
    known = result.get("indicators", {}).get(leaf, {}).get("misses", {})
    total = max(int(known.get("count", 0)), len(ids))
    lines = tuple(row(str(number), one) for number, one in enumerate(shown, start=1))
    table = Table(f"{words}：未命中的编号", (Column("序号", 1, True), Column("编号", 4)), lines)
    if total > len(shown):
        return (Notice(f"共 {count(total)} 件，此处列前 {count(len(shown))} 件。"), table)
    return (Notice(f"共 {count(total)} 件，全部列出。"), table)
