"""What a report reads from its neighbours: the pack's tree, its matrix, and result.json itself."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from hengxian.standard.model.pack import Pack
from hengxian.standard.model.tree import Dimension, Group, Leaf, Tree

Result = Mapping[str, Any]

__all__ = ["Dimension", "Group", "Leaf", "Pack", "Result", "Tree", "leaf_names", "leaves", "source", "weight"]


def leaves(tree: Tree) -> Iterator[tuple[Dimension, Group, Leaf]]:
    """Every leaf with the group and dimension it stands in, in printed order."""
    for dimension in tree.dimensions:
        for group in dimension.groups:
            for leaf in group.leaves:
                yield dimension, group, leaf


def leaf_names(tree: Tree) -> dict[str, str]:
    """The printed name of each leaf, those of 13.1.2 included."""
    return {leaf.id: leaf.name for leaf in (*tree.leaves, *tree.improvement_leaves)}


def weight(amount: Decimal) -> str:
    """A weight as the rule prints it: 10.00 as 10."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def source(result: Result, leaf: str) -> str:
    """measured, judged or open; a leaf that nobody scored is open."""
    scores: Mapping[str, Any] = result.get("scores", {})
    known = {**scores.get("bonus", {}).get("sources", {}), **scores.get("sources", {})}
    return str(known.get(leaf, "measured" if leaf in scores.get("leaves", {}) else "open"))
