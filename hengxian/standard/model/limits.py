"""The constants the rule fixes: they belong to the pack and are never settings."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from hengxian.standard.model.node import Entry, Exact, Text

Unit = Literal[
    "second", "hour", "day", "working_day", "month", "percent", "person", "times", "times_per_year",
    "character_per_minute", "day_per_week",
]  # fmt: skip


class Limit(Entry):
    """A fixed constant: `number` in `unit`, and on which side of it one is right.

    `printed` keeps the rule's own notation (3min) where the number is held in another unit (180 seconds).
    """

    name: Text
    number: Exact
    unit: Unit
    bound: Literal["at_most", "at_least", "exactly"]
    clause: Text
    printed: Text
    source: Literal["rule", "qa"]

    @property
    def value(self) -> Fraction:
        """The constant as an exact number of its unit."""
        return Fraction(self.number)


@dataclass(frozen=True)
class Limits:
    """What measurement needs of the rule's constants, as whole numbers of the unit in the name."""

    answer_seconds: int
    message_seconds: int
    mailbox_seconds: int
    connection_percent: int
    connection_window_hours: int
    transfer_working_days: int
