"""Calls with their legs merged, and the contacts of timely response."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from .instants import DAY, MINUTE, SECOND
from .reading import Dataset
from .rows import Row

LIMITS = {"phone": 15 * SECOND, "mailbox": DAY}


@dataclass(frozen=True)
class Contact:
    """One call or message: when it came, when a person answered, by which channel."""

    at: int
    answered_at: int | None
    channel: str = "phone"

    @property
    def limit_at(self) -> int:
        return self.at + LIMITS.get(self.channel, 3 * MINUTE)

    @property
    def is_in_time(self) -> bool:
        return self.answered_at is not None and self.answered_at <= self.limit_at

    def is_pending(self, as_of: int) -> bool:
        return self.answered_at is None and self.limit_at > as_of


def calls_of(dataset: Dataset) -> list[Contact]:
    """The calls of call_connection_rate: legs merged, tests out, arrived in [S, E)."""
    legs: dict[str, list[Row]] = defaultdict(list)
    for row in dataset.rows("calls"):
        legs[row["linked_id"] or row["call_id"]].append(row)
    merged = [merge(group) for group in legs.values() if not any(leg["is_test"] for leg in group)]
    return [call for call in merged if dataset.start <= call.at < dataset.end]


def merge(legs: list[Row]) -> Contact:
    answers = [leg["answered_at"] for leg in legs if leg["answered_at"] is not None]
    return Contact(min(leg["arrived_at"] for leg in legs), min(answers, default=None))


def messages_of(dataset: Dataset) -> list[Contact]:
    return [
        Contact(row["received_at"], row["responded_at"], row["channel"])
        for row in dataset.rows("messages")
        if not row["is_test"] and dataset.start <= row["received_at"] < dataset.end
    ]
