"""The indicator tree of 13.1: four dimensions, their groups and leaves; the 提升指标 of 13.1.2 apart."""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from hengxian.standard.model.node import ClauseId, Entry, Exact, Name, Node, Text

SEPARATOR = " › "


class Leaf(Entry):
    """A third-level indicator: measured from data, or judged 0 to 100 by assessors.

    `weight` is in points of its dimension (13.1.1). `kind` says what the figure is: only a share is
    scored as it stands, a duration needs a declared target (T16). `aliases` are names the rule prints
    elsewhere for this very figure; near-synonyms are no aliases, they stand in names.yaml.
    """

    id: Name
    name: Text
    weight: Exact
    source: Literal["measured", "judged"]
    kind: Literal["share", "duration", "judgement"]
    better: Literal["higher", "lower"]
    aliases: tuple[Text, ...] = ()


class Group(Entry):
    """A second-level indicator; its weight is the sum of its leaves."""

    id: Name
    name: Text
    weight: Exact
    leaves: tuple[Leaf, ...] = ()


class Dimension(Entry):
    """A first-level indicator; its groups weigh 100, it weighs `composite_weight` in C.5."""

    id: Name
    name: Text
    heading: Text
    clause: ClauseId
    formula_clause: ClauseId
    composite_weight: Exact
    groups: tuple[Group, ...]

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaf for group in self.groups for leaf in group.leaves)


class ImprovementGroup(Entry):
    """A group of 13.1.2, for which the rule prints no weight of its own (T3)."""

    id: Name
    name: Text
    clause: ClauseId
    leaves: tuple[Leaf, ...]


class Tree(Node):
    """All indicators; `improvement` is not part of the composite (C.5 leaves it out)."""

    dimensions: tuple[Dimension, ...]
    improvement: tuple[ImprovementGroup, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        return tuple(group for dimension in self.dimensions for group in dimension.groups)

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The leaves that make up the composite, in printed order."""
        return tuple(leaf for dimension in self.dimensions for leaf in dimension.leaves)

    @property
    def improvement_leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaf for group in self.improvement for leaf in group.leaves)

    @cached_property
    def paths(self) -> dict[str, str]:
        """Full printed path of every node, leaves of 13.1.2 included, by id."""
        return dict(self._walk())

    def leaf(self, leaf_id: str) -> Leaf:
        """A leaf of 13.1.1 or 13.1.2. Raises KeyError when there is none."""
        return {leaf.id: leaf for leaf in (*self.leaves, *self.improvement_leaves)}[leaf_id]

    def group(self, group_id: str) -> Group:
        """A group of 13.1.1. Raises KeyError when there is none."""
        return {group.id: group for group in self.groups}[group_id]

    def dimension(self, dimension_id: str) -> Dimension:
        """A dimension. Raises KeyError when there is none."""
        return {dimension.id: dimension for dimension in self.dimensions}[dimension_id]

    def path(self, node_id: str) -> str:
        """The full printed path, such as 服务质量 › 接通率 › 电话接通率. Raises KeyError."""
        return self.paths[node_id]

    def _walk(self) -> Iterator[tuple[str, str]]:
        for dimension in self.dimensions:
            yield dimension.id, dimension.name
            yield from _below(dimension.name, dimension.groups)
        yield from _below("提升指标", self.improvement)


def _below(top: str, groups: tuple[Group, ...] | tuple[ImprovementGroup, ...]) -> Iterator[tuple[str, str]]:
    for group in groups:
        yield group.id, SEPARATOR.join((top, group.name))
        for leaf in group.leaves:
            yield leaf.id, SEPARATOR.join((top, group.name, leaf.name))
