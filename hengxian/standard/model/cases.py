"""Worked examples beside a pack: leaf scores and the totals they must give, read aloud by auditors."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field

from hengxian.standard.model.node import Name, Node, Text


def _fraction(value: object) -> object:
    if isinstance(value, str):
        try:
            return Fraction(value)
        except (ValueError, ZeroDivisionError):
            raise ValueError("应为整数、小数或分数，如 95、99.7 或 200/3") from None
    return value


Points = Annotated[Fraction, BeforeValidator(_fraction)]


class Bounds(Node):
    """A total as an interval of exact points: low with open leaves at 0, high with them at 100."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    low: Points
    high: Points


class Case(Node):
    """Every leaf scores `every`, except those in `leaves`; those in `open` have no score.

    Without `every`, a leaf that is not listed has none.

    `expect` is keyed by group id, dimension id or `composite`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    name: Text
    every: Points | None = None
    leaves: Mapping[Name, Points] = Field(default_factory=dict)
    open: tuple[Name, ...] = ()
    expect: Mapping[Name, Bounds]

    def score_of(self, leaf_id: str) -> Fraction | None:
        """The score of a leaf in this example, None when it is open."""
        return None if leaf_id in self.open else self.leaves.get(leaf_id, self.every)
