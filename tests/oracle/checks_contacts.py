"""The checks that each contact was answered within its channel's limit."""

from __future__ import annotations

from .contacts import Contact, calls_of, messages_of
from .printing import Result, judged, not_assessable
from .reading import Dataset


def within_limits(dataset: Dataset, contacts: list[Contact]) -> Result:
    return judged(contact.is_in_time for contact in contacts if not contact.is_pending(dataset.as_of))


def answer_15s(dataset: Dataset) -> Result:
    if not dataset.has("calls", "answered_at"):
        return not_assessable("calls.answered_at")
    return within_limits(dataset, calls_of(dataset))


def message_3min(dataset: Dataset) -> Result:
    if not dataset.has("messages", "responded_at"):
        return not_assessable("messages.responded_at")
    return within_limits(dataset, [m for m in messages_of(dataset) if m.channel != "mailbox"])


def mailbox_24h(dataset: Dataset) -> Result:
    if not dataset.has("messages", "responded_at"):
        return not_assessable("messages.responded_at")
    return within_limits(dataset, [m for m in messages_of(dataset) if m.channel == "mailbox"])
