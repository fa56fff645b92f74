"""The indicator tree of 13.1 written out by hand, independent of the rule pack."""

from dataclasses import dataclass
from decimal import Decimal

MEASURED = {
    "call_connection_rate", "timely_response_rate", "immediate_answer_rate", "on_time_closure_rate",
    "average_handling_time", "resolution_rate", "one_time_closure_rate", "information_accuracy_rate",
    "followup_timeliness_rate", "followup_coverage_rate", "followup_satisfaction_rate",
}  # fmt: skip

WEIGHTS = {
    ("quality", "0.30"): {
        "connection": {"call_connection_rate": 10, "timely_response_rate": 10},
        "service_norms": {"wording": 8, "procedure": 9, "record_accuracy": 8},
        "service_attitude": {"warmth": 7, "patience": 7, "expertise": 6},
        "information_security": {"secrecy": 8, "data_protection": 7},
        "emergency_handling": {"promptness": 10, "effectiveness": 10},
    },
    ("efficiency", "0.30"): {
        "handling_time": {
            "immediate_answer_rate": 10,
            "on_time_closure_rate": 10,
            "average_handling_time": 10,
        },
        "closure_effect": {
            "resolution_rate": 15,
            "one_time_closure_rate": 15,
            "information_accuracy_rate": 10,
        },
        "followup_effect": {
            "followup_timeliness_rate": 10,
            "followup_coverage_rate": 10,
            "followup_satisfaction_rate": 10,
        },
    },
    ("management", "0.25"): {
        "organisation": {"structure": 7, "staff": 7, "duties": 6},
        "institutions": {"completeness": 9, "enforcement": 8, "renewal": 8},
        "processes": {"design": 10, "running": 10, "improvement": 10},
        "quality_management": {"standards": 9, "control": 8, "betterment": 8},
    },
    ("innovation", "0.15"): {
        "technology": {"functions": 12, "advancement": 11, "stability": 12},
        "services": {"manner": 12, "channels": 11, "contents": 12},
        "management_innovation": {"models": 10, "methods": 10, "efficiency_gain": 10},
    },
}
IMPROVEMENT = {
    "social_impact": {"recognition": 4, "social_satisfaction": 3, "media": 3},
    "sustainability": {"planning": 2, "talent": 2, "resources": 1},
}


@dataclass(frozen=True)
class Leaf:
    """A leaf; its name is 指标 and its id."""

    id: str
    weight: Decimal

    @property
    def name(self) -> str:
        return f"指标 {self.id}"

    @property
    def source(self) -> str:
        return "measured" if self.id in MEASURED else "judged"

    @property
    def kind(self) -> str:
        if self.id == "average_handling_time":
            return "duration"
        return "share" if self.id in MEASURED else "judgement"


@dataclass(frozen=True)
class Group:
    """A group of either chapter; its weight is what its leaves add up to."""

    id: str
    leaves: tuple[Leaf, ...]

    @property
    def name(self) -> str:
        return f"组 {self.id}"

    @property
    def weight(self) -> Decimal:
        return sum((leaf.weight for leaf in self.leaves), start=Decimal(0))


@dataclass(frozen=True)
class Dimension:
    """A dimension of 13.1.1."""

    id: str
    composite_weight: Decimal
    groups: tuple[Group, ...]

    @property
    def name(self) -> str:
        return f"维度 {self.id}"


@dataclass(frozen=True)
class Tree:
    """13.1.1 and, apart, 13.1.2."""

    dimensions: tuple[Dimension, ...]
    improvement: tuple[Group, ...]


@dataclass(frozen=True)
class Sheet:
    """A score sheet; like the rule, only the first group's lists contents."""

    id: str
    group: str

    @property
    def title(self) -> str:
        return f"{self.group}打分表"

    def content(self, leaf_id: str) -> str | None:
        return f"{leaf_id} 的评价内容" if self.group == "connection" else None


def _groups(weights: dict[str, dict[str, int]]) -> tuple[Group, ...]:
    return tuple(
        Group(id, tuple(Leaf(leaf, Decimal(weight)) for leaf, weight in leaves.items()))
        for id, leaves in weights.items()
    )


TREE = Tree(
    dimensions=tuple(
        Dimension(id, Decimal(weight), _groups(groups)) for (id, weight), groups in WEIGHTS.items()
    ),
    improvement=_groups(IMPROVEMENT),
)
LEAVES = tuple(leaf for top in TREE.dimensions for group in top.groups for leaf in group.leaves)
IMPROVEMENT_LEAVES = tuple(leaf for group in TREE.improvement for leaf in group.leaves)
SHEETS = tuple(
    Sheet(f"D.{i}.{j}", group.id)
    for i, top in enumerate(TREE.dimensions, start=1)
    for j, group in enumerate(top.groups, start=1)
)
