"""Assessors' judgements of leaves data cannot give: 0 to 100, with reason and evidence, all raters kept."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from hengxian.scoring.reading import read_yaml, record_from
from hengxian.scoring.shapes import Tree, improvement_leaves_of, leaves_of
from hengxian.standard.model.node import Node, Text


class JudgementError(ValueError):
    """A judgement that cannot stand: one Chinese sentence naming file, entry and what is wrong."""


def _points(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d+(\.\d+)?", value, re.ASCII) or Decimal(value) > 100:
        raise ValueError(f"评分应为 0 至 100 的数，不能是 {value}")
    return Decimal(value)


Points = Annotated[Decimal, BeforeValidator(_points)]


class Judgement(Node):
    """One rater's score of one leaf out of 100, the reason, and at least one piece of evidence (13.2.2)."""

    leaf: Text
    score: Points
    rater: Text
    reason: Text
    evidence: Annotated[tuple[Text, ...], Field(min_length=1)]

    def as_json(self) -> dict[str, object]:
        """As result.json lists it; the score as it was given."""
        return self.model_dump(mode="json")


def read_judgements(path: Path, tree: Tree) -> tuple[Judgement, ...]:
    """The judgements of a YAML list, checked against the tree. Errors: JudgementError."""
    content = read_yaml(path, refuse=JudgementError)
    if not isinstance(content, list):
        raise JudgementError(f"{path.name}：应为评判的清单，每条含 leaf、score、rater、reason、evidence")
    judgements = tuple(
        record_from(entry, Judgement, where=_where(path.name, place, entry), refuse=JudgementError)
        for place, entry in enumerate(content, start=1)
    )
    check_judgements(judgements, tree, where=path.name)
    return judgements


def check_judgements(judgements: Sequence[Judgement], tree: Tree, *, where: str = "评判") -> None:
    """Refuse what no judgement may do: judge an unknown or measured leaf, or a leaf twice (JudgementError).

    There is no way to overtype a measured leaf (A-13).
    """
    leaves = {leaf.id: leaf for leaf in (*leaves_of(tree), *improvement_leaves_of(tree))}
    seen: set[tuple[str, str]] = set()
    for place, judgement in enumerate(judgements, start=1):
        at = f"{where}：第 {place} 条（{judgement.leaf}）"
        leaf = leaves.get(judgement.leaf)
        if leaf is None:
            raise JudgementError(f"{at}：打分表中没有这个三级指标")
        if leaf.source == "measured":
            raise JudgementError(f"{at}：「{leaf.name}」由数据计算，不能改写")
        if (judgement.leaf, judgement.rater) in seen:
            raise JudgementError(f"{at}：评判人「{judgement.rater}」对「{leaf.name}」评了两次")
        seen.add((judgement.leaf, judgement.rater))


def by_leaf(judgements: Iterable[Judgement]) -> dict[str, tuple[Judgement, ...]]:
    """All raters' judgements of each leaf, in the order given."""
    found: dict[str, tuple[Judgement, ...]] = {}
    for judgement in judgements:
        found[judgement.leaf] = (*found.get(judgement.leaf, ()), judgement)
    return found


def _where(file: str, place: int, entry: object) -> str:
    leaf = entry.get("leaf") if isinstance(entry, dict) else None
    return f"{file}：第 {place} 条（{leaf}）" if isinstance(leaf, str) and leaf else f"{file}：第 {place} 条"
