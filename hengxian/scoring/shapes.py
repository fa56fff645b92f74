"""What scoring asks of an indicator tree and of score sheets; the rule pack's own models fit these shapes."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

Weight = Decimal | Fraction | int
"""Exact by type; a float has no place in a weight."""


class Leaf(Protocol):
    """A third-level indicator. `weight` is in points of its dimension; `source` measured or judged."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def weight(self) -> Weight: ...
    @property
    def source(self) -> str: ...
    @property
    def kind(self) -> str: ...


class Group(Protocol):
    """A second-level indicator of 13.1.1; its leaves' weights sum to `weight`."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def weight(self) -> Weight: ...
    @property
    def leaves(self) -> Sequence[Leaf]: ...


class ImprovementGroup(Protocol):
    """A group of 13.1.2, which stands outside the composite."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def leaves(self) -> Sequence[Leaf]: ...


class Dimension(Protocol):
    """A first-level indicator; its groups weigh 100, it weighs `composite_weight` in C.5."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def composite_weight(self) -> Weight: ...
    @property
    def groups(self) -> Sequence[Group]: ...


class Tree(Protocol):
    """All indicators: 13.1.1 as dimensions, 13.1.2 as `improvement`."""

    @property
    def dimensions(self) -> Sequence[Dimension]: ...
    @property
    def improvement(self) -> Sequence[ImprovementGroup]: ...


class Sheet(Protocol):
    """A 打分表 of appendix D: one group's leaves, with what the rule prints as 评价内容."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def group(self) -> str: ...
    def content(self, leaf_id: str) -> str | None:
        """The 评价内容 printed for a leaf, None where the rule lists none."""
        ...


def leaves_of(tree: Tree) -> tuple[Leaf, ...]:
    """The leaves that make up the composite, in printed order."""
    return tuple(leaf for dimension in tree.dimensions for group in dimension.groups for leaf in group.leaves)


def improvement_leaves_of(tree: Tree) -> tuple[Leaf, ...]:
    """The leaves of 13.1.2, in printed order."""
    return tuple(leaf for group in tree.improvement for leaf in group.leaves)
