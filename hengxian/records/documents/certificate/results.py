"""The evaluation information of 7.2.2, line by line, and what of chapter 13 stands behind each line (T21)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hengxian.records.documents.wording import NOTHING, span
from hengxian.standard.model.pack import Pack


@dataclass(frozen=True)
class ResultLine:
    """One result as printed. `low` and `high` are points of 100 in print; `printed` stands where the rule gives none.

    `relation` says how near chapter 13 comes (对应, 相近, 无); `sources` are its indicators with their points.
    """

    heading: str
    name: str
    low: str
    high: str
    printed: str
    relation: str
    sources: tuple[tuple[str, str], ...]

    @property
    def result(self) -> str:
        """Points, a range while indicators are open, or the words that stand instead."""
        return self.printed or (span(self.low, self.high) if self.low else NOTHING)

    @property
    def is_open(self) -> bool:
        """Whether the points are a range."""
        return not self.printed and self.low != self.high


def evaluation_results(pack: Pack, scores: Mapping[str, Any]) -> tuple[ResultLine, ...]:
    """The nine lines from the `scores` of a stored result.json; nothing is computed again.

    Raises KeyError for scores of another rule.
    """
    return tuple(_line(pack, line, scores) for line in pack.matrix.certificate)


def _line(pack: Pack, line: Any, scores: Mapping[str, Any]) -> ResultLine:
    sources = tuple((_name(pack, node), _points(node, scores)) for node in line.nodes)
    low, high = ("", "") if line.printed else _bounds(line.nodes[0], scores)
    return ResultLine(line.heading, line.name, low, high, line.printed or "", line.relation, sources)


def _bounds(node: str, scores: Mapping[str, Any]) -> tuple[str, str]:
    found = {**scores["groups"], **scores["dimensions"], "composite": scores["composite"]}[node]
    return str(found["low"]), str(found["high"])


def _points(node: str, scores: Mapping[str, Any]) -> str:
    totals = {**scores["groups"], **scores["dimensions"], "composite": scores["composite"]}
    if node in totals:
        return span(str(totals[node]["low"]), str(totals[node]["high"]))
    return str(scores["leaves"].get(node, "未测"))


def _name(pack: Pack, node: str) -> str:
    return "综合评价得分（C.5）" if node == "composite" else pack.tree.path(node)
