"""The indicators of calls, messages and reviews."""

from __future__ import annotations

from .contacts import calls_of, messages_of
from .contract import CHANNELS
from .orders import orders_in_test
from .printing import Result, measured, share, unmeasured, wilson
from .reading import Dataset


def call_connection_rate(dataset: Dataset) -> Result:
    if not dataset.has("calls", "answered_at"):
        return unmeasured("calls.answered_at")
    return measured(share(call.answered_at is not None for call in calls_of(dataset)), {})


def timely_response_rate(dataset: Dataset) -> Result:
    if not dataset.has("calls", "answered_at") or not dataset.has("messages", "responded_at"):
        return unmeasured("calls.answered_at, messages.responded_at")
    contacts = calls_of(dataset) + messages_of(dataset)
    counted = [contact for contact in contacts if not contact.is_pending(dataset.as_of)]
    variants = {
        channel: share(contact.is_in_time for contact in counted if contact.channel == channel)
        for channel in ("phone", *CHANNELS)
    }
    main = share(contact.is_in_time for contact in counted)
    return measured(main, variants, pending=len(contacts) - len(counted))


def information_accuracy_rate(dataset: Dataset) -> Result:
    if not dataset.has("reviews"):
        return unmeasured("reviews")
    tests = orders_in_test(dataset)
    main = share(
        row["passed"]
        for row in dataset.rows("reviews")
        if row["item"] == "information_accuracy"
        and dataset.start <= row["reviewed_at"] < dataset.end
        and row["order_id"] not in tests
    )
    more = {"wilson_95": wilson(main["numerator"], main["denominator"])} if main else {}
    return measured(main, {}, **more)
