"""The fifteen score sheets of appendix D as plain rows, filled from a scorecard or left blank."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from hengxian.kernel.quantity import half_up
from hengxian.scoring.printed import points
from hengxian.scoring.scorecard import Interval, LeafScore, Scorecard, Source
from hengxian.scoring.shapes import Dimension, Group, Leaf, Sheet, Tree, Weight
from hengxian.scoring.totals import weighed

COLUMNS = ("评价项目", "评价内容", "分值", "得分", "备注")
NOT_LISTED = "规则未列评价内容"
TOTAL = "合计"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line: 评价项目, 评价内容, 分值, 得分 (empty while open), 备注; every cell as printed."""

    leaf: str
    item: str
    content: str
    weight: str
    score: str
    remark: str

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """In the order of COLUMNS."""
        return self.item, self.content, self.weight, self.score, self.remark


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A 打分表 with its lines and the computed 合计, a range low–high while a line is open."""

    id: str
    title: str
    dimension: str
    group: str
    lines: tuple[SheetLine, ...]
    total_weight: str
    total_score: str

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """All lines and the 合计, in the order of COLUMNS."""
        return (*(line.cells for line in self.lines), (TOTAL, "", self.total_weight, self.total_score, ""))


def score_sheets(
    tree: Tree, sheets: Iterable[Sheet], scorecard: Scorecard | None = None
) -> tuple[FilledSheet, ...]:
    """Each sheet with its group's leaves: 分值 = weight, 得分 = leaf score × weight / 100, empty when blank.

    `dimension` of a sheet is the dimension's name. Errors: KeyError when a sheet names no group of the tree.
    """
    groups = {group.id: (top, group) for top in tree.dimensions for group in top.groups}
    return tuple(_filled(sheet, *groups[sheet.group], scorecard) for sheet in sheets)


def _filled(sheet: Sheet, top: Dimension, group: Group, scorecard: Scorecard | None) -> FilledSheet:
    return FilledSheet(
        id=sheet.id,
        title=sheet.title,
        dimension=top.name,
        group=group.id,
        lines=tuple(_line(sheet, leaf, scorecard) for leaf in group.leaves),
        total_weight=_plain(group.weight),
        total_score=_total(group, scorecard) if scorecard else "",
    )


def _line(sheet: Sheet, leaf: Leaf, scorecard: Scorecard | None) -> SheetLine:
    known = scorecard.leaves[leaf.id] if scorecard else None
    return SheetLine(
        leaf=leaf.id,
        item=leaf.name,
        content=sheet.content(leaf.id) or NOT_LISTED,
        weight=_plain(leaf.weight),
        score=points(known.value * known.weight / 100) if known and known.value is not None else "",
        remark=_remark(known) if known else "",
    )


def _remark(leaf: LeafScore) -> str:
    if leaf.source is Source.JUDGED and len(leaf.ratings) > 1:
        return f"{leaf.source.label}（{len(leaf.ratings)} 人）"
    return f"{leaf.source.label}：{leaf.note}" if leaf.note else leaf.source.label


def _total(group: Group, scorecard: Scorecard) -> str:
    return _range(weighed(group.leaves, {leaf.id: scorecard.leaves[leaf.id].value for leaf in group.leaves}))


def _range(interval: Interval) -> str:
    low, high = points(interval.low), points(interval.high)
    return f"{low}–{high}" if interval.is_open else low


def _plain(weight: Weight) -> str:
    exact = Fraction(weight)
    return half_up(exact, 0) if exact.denominator == 1 else half_up(exact, 2)
