"""Weights form a tree: leaves sum to their group, groups to 100, dimensions to 1 (13.1.1, C.5, T1)."""

from collections.abc import Iterator
from decimal import Decimal

from hengxian.standard.finding import Finding
from hengxian.standard.model.pack import Pack
from hengxian.standard.model.tree import SEPARATOR, Dimension

FILE = "indicators.yaml"


def check(pack: Pack) -> Iterator[Finding]:
    """A flat list of groups and leaves sums to 200 and is refused with that sum."""
    for dimension in pack.tree.dimensions:
        yield from _groups(dimension)
        yield from _leaves(dimension)
    total = sum((dimension.composite_weight for dimension in pack.tree.dimensions), Decimal())
    if total != 1:
        yield Finding(FILE, f"各维度综合权重之和为{total}，应为1（C.5）")


def _groups(dimension: Dimension) -> Iterator[Finding]:
    total = sum((group.weight for group in dimension.groups), Decimal())
    if total != 100:
        hint = "，疑似把二级指标与三级指标并列重复计入" if total == 200 else ""
        node = f"{FILE} › {dimension.name}"
        yield Finding(node, f"各二级指标权重之和为{total}%，应为100%（13.1.1）{hint}")


def _leaves(dimension: Dimension) -> Iterator[Finding]:
    for group in dimension.groups:
        node = f"{FILE} › {dimension.name}{SEPARATOR}{group.name}"
        total = sum((leaf.weight for leaf in group.leaves), Decimal())
        if total != group.weight:
            yield Finding(node, f"三级指标权重之和为{total}%，应等于二级指标权重{group.weight}%（13.1.1）")
        for leaf in group.leaves:
            if leaf.weight == 0:
                yield Finding(f"{node}{SEPARATOR}{leaf.name}", "权重为0，应大于0")
