"""The fifteen score sheets of appendix D, filled from the score card."""

from collections.abc import Sequence
from decimal import Decimal

from hengxian.records.documents.blocks import Block, Column, Heading, Row, Table, row
from hengxian.scoring.sheets import COLUMNS, FilledSheet

from ..chapters import Section

LEDE = "规则附录 D 的 15 张打分表。分值即权重，得分 = 指标得分 × 分值 ÷ 100；有未测指标的表，合计为区间。"
SHARES = (4, 6, 1, 2, 4)


def section(sheets: Sequence[FilledSheet]) -> Section:
    blocks: list[Block] = []
    dimension = ""
    for sheet in sheets:
        if sheet.dimension != dimension:
            dimension = sheet.dimension
            anchor = f"sheets-{sheet.id.rpartition('.')[0].replace('.', '-')}"
            blocks.append(Heading(dimension, anchor, f"分值合计 {total_weight(sheets, dimension)}"))
        blocks.append(sheet_table(sheet))
    return Section("sheets", "打分表（附录 D）", LEDE, tuple(blocks))


def total_weight(sheets: Sequence[FilledSheet], dimension: str) -> Decimal:
    """All points of a dimension's sheets: 100, computed from what stands on them."""
    return sum((Decimal(one.total_weight) for one in sheets if one.dimension == dimension), Decimal(0))


def sheet_table(sheet: FilledSheet) -> Table:
    columns = tuple(
        Column(label, share, label in {"分值", "得分"}) for label, share in zip(COLUMNS, SHARES, strict=True)
    )
    *lines, total = sheet.rows
    rows: list[Row] = [row(*cells) for cells in lines]
    return Table(f"{sheet.id} {sheet.title}", columns, (*rows, row(*total, level=2)))
