"""What a definition is made of: a population and a yes/no about it, over one or two tables of facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# What each population is counted from, and who never belongs to it (indicators.md: tests, exclusions).
POPULATIONS = {
    "calls": ("calls", "NOT is_test"),
    "messages": ("messages", "NOT is_test"),
    "orders": ("orders", "NOT is_test AND NOT is_excluded"),
    "every_order": ("orders", "NOT is_test"),
    "reviews": ("reviews", "true"),
}


@dataclass(frozen=True)
class Part:
    """Of the population `over`: those `counted`, and of them those that are a `hit` (SQL, $-names from Ask)."""

    over: str
    counted: str
    hit: str = "true"

    @property
    def table(self) -> str:
        return POPULATIONS[self.over][0]

    @property
    def base(self) -> str:
        return POPULATIONS[self.over][1]

    def with_excluded(self) -> "Part":
        return Part("every_order", self.counted, self.hit)


@dataclass(frozen=True)
class Words:
    """The definition a person reads, in Chinese: what is counted, what is a hit, what is left out."""

    counted: str
    hit: str
    left_out: str = ""
    note: str = ""


@dataclass(frozen=True)
class Share:
    """One share: an indicator, or a check whose failing are those counted that are no hit.

    `needs` are what the data must hold: "table", "table.column", alternatives joined by " | ", several at
    once by " + ". `apart` are counts told beside the figure. `unknown` finds rows that wait for a year not
    yet announced; `unknown_day` is their date, `unknown_working_days` how far they look.
    """

    id: str
    name: str
    clause: str
    needs: tuple[str, ...]
    parts: tuple[Part, ...]
    words: Words
    variants: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    apart: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    unknown: Part | None = None
    version: str = "1"

    @property
    def is_of_orders(self) -> bool:
        return any(part.over == "orders" for part in self.parts)

    def all_variants(self) -> dict[str, tuple[Part, ...]]:
        """The declared variants, and for figures of orders the one that puts excluded orders back."""
        found = dict(self.variants)
        if self.is_of_orders:
            found["with_excluded"] = tuple(part.with_excluded() for part in self.parts)
        return found


def within(instant: str) -> str:
    """In the period, half-open."""
    return f"{instant} >= $start AND {instant} < $end"


CLOSING = "work_orders.closed_at | work_orders.replied_at + work_orders.recorded_at"
