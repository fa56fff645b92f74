"""The tables of a dataset, row by row, in the contract's columns (dataset.md).

Nothing here reads a name, a number, a text or a place: what is not selected cannot leak.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from hengxian.hotline.dataset.window import Window
from hengxian.hotline.dataset.words import flag, instant, person_of, unit
from hengxian.hotline.models import Channel, Extension, FollowUpAttempt, Outage, Part, Supervision
from hengxian.hotline.reviewing.settled import settled

Row = Sequence[str]
Source = Callable[[Window], Iterator[Row]]
CHUNK = 5_000
TRIGGERS = {"突发应急": "emergency", "多次反映": "repeated", "临近时限": "near_due", "超期未结": "overdue"}
RETURNED = "退单"  # that a unit sent it back is a fact; its words may name somebody and stay here

HEADERS: dict[str, tuple[str, ...]] = {
    "calls": ("call_id", "arrived_at", "answered_at", "ended_at", "queue", "agent", "caller", "is_test"),
    "messages": ("message_id", "channel", "received_at", "responded_at", "is_test"),
    "work_orders": (
        "order_id", "accepted_at", "channel", "kind", "handling", "closed_in_first_contact", "transferred_at",
        "department", "lead_department", "due_at", "replied_at", "recorded_at", "closed_at", "claimed_resolved",
        "rounds", "reopened_at", "matter", "caller", "exclusion", "exclusion_by", "exclusion_approved_by",
        "is_emergency", "reported_to_manager_at", "reported_to_department_at", "followup_planned",
        "confidential", "is_test",
    ),
    "assignments": ("order_id", "department", "is_lead", "from_at", "to_at", "return_reason"),
    "extensions": ("order_id", "requested_at", "approved_at", "due_at"),
    "supervisions": ("order_id", "trigger", "opened_at", "way", "ended_at"),
    "followups": (
        "order_id", "attempted_at", "outcome", "process_satisfaction", "result_satisfaction", "resolved",
    ),
    "reviews": ("review_id", "order_id", "reviewed_at", "reviewer", "item", "passed"),
    "gaps": ("source", "from_at", "to_at"),
}  # fmt: skip


def calls(window: Window) -> Iterator[Row]:
    """One row a call; its legs were merged when they came in (B-1)."""
    person = person_of(window.hotline)
    found = window.contacts().filter(channel=Channel.PHONE)
    wanted = ("pk", "arrived_at", "answered_at", "ended_at", "queue", "agent_id", "caller__key", "is_test")
    for pk, arrived, answered, ended, queue, agent, caller, is_test in _rows(found, *wanted):
        yield (
            str(pk), instant(arrived), instant(answered), instant(ended), queue, person(agent), caller or "",
            flag(is_test),
        )  # fmt: skip


def messages(window: Window) -> Iterator[Row]:
    """Contacts by any other channel; answered by a person or not at all."""
    found = window.contacts().exclude(channel=Channel.PHONE)
    for pk, channel, arrived, answered, is_test in _rows(
        found, "pk", "channel", "arrived_at", "answered_at", "is_test"
    ):
        yield str(pk), channel, instant(arrived), instant(answered), flag(is_test)


def work_orders(window: Window) -> Iterator[Row]:
    """One row an order, a test when its contact is one (B-13)."""
    person = person_of(window.hotline)
    for order in window.orders().order_by("pk").values(*_ORDER).iterator(CHUNK):
        # Reply and record of a round that was reopened do not close the order again (dataset.md, closed_at).
        is_open_again = order["closed_at"] is None and order["reopened_at"] is not None
        lead = unit(order["lead__name"])
        yield (
            order["number"], instant(order["accepted_at"]), order["channel"], order["type"], order["handling"],
            flag(order["closed_in_first_contact"]), instant(order["transferred_at"]), lead, lead,
            instant(order["due_at"]),
            instant(None if is_open_again else order["replied_at"]),
            instant(None if is_open_again else order["recorded_at"]),
            instant(order["closed_at"]), flag(order["claimed_resolved"]), str(order["rounds"]),
            instant(order["reopened_at"]), order["matter_key"], order["caller__key"] or "", order["exclusion"],
            person(order["exclusion_by_id"]), person(order["exclusion_approved_by_id"]),
            flag(order["is_emergency"]), instant(order["reported_to_manager_at"]),
            instant(order["reported_to_department_at"]), flag(order["followup_planned"]),
            flag(order["is_confidential"]), flag(order["is_test"] or bool(order["contact__is_test"])),
        )  # fmt: skip


_ORDER = (
    "number", "accepted_at", "channel", "type", "handling", "closed_in_first_contact", "transferred_at",
    "lead__name", "due_at", "replied_at", "recorded_at", "closed_at", "claimed_resolved", "rounds",
    "reopened_at", "matter_key", "caller__key", "exclusion", "exclusion_by_id", "exclusion_approved_by_id",
    "is_emergency", "reported_to_manager_at", "reported_to_department_at", "followup_planned",
    "is_confidential", "is_test", "contact__is_test",
)  # fmt: skip


def assignments(window: Window) -> Iterator[Row]:
    """A unit's spells with an order."""
    wanted = ("order__number", "unit__name", "is_lead", "since", "until", "return_reason")
    for number, name, is_lead, since, until, reason in _rows(_about(Part, window), *wanted):
        told = RETURNED if reason else ""
        yield number, unit(name), flag(is_lead), instant(since), instant(until), told


def extensions(window: Window) -> Iterator[Row]:
    """The approved ones, in order of approval."""
    found = (
        _about(Extension, window).filter(status="已批准").exclude(due_at=None).order_by("decided_at", "pk")
    )
    wanted = ("order__number", "requested_at", "decided_at", "due_at")
    for number, *instants in found.values_list(*wanted).iterator(CHUNK):
        yield number, *(instant(each) for each in instants)


def supervisions(window: Window) -> Iterator[Row]:
    """Those that were opened. One that a person proposed goes under what held when it was opened."""
    wanted = (
        "order__number", "trigger", "opened_at", "last_way", "ended_at", "order__is_emergency", "order__limit_at",
    )  # fmt: skip
    for number, trigger, opened, way, ended, is_emergency, limit in _rows(
        _about(Supervision, window).exclude(opened_at=None), *wanted
    ):
        named = TRIGGERS.get(trigger) or _holding(is_emergency, limit is not None and limit < opened)
        yield number, named, instant(opened), way, instant(ended)


def _holding(is_emergency: bool, is_late: bool) -> str:
    return "emergency" if is_emergency else "overdue" if is_late else "near_due"


def followups(window: Window) -> Iterator[Row]:
    """Every attempt about an order of the dataset."""
    wanted = (
        "order__number", "attempted_at", "outcome", "process_satisfaction", "result_satisfaction", "resolved",
    )  # fmt: skip
    for number, at, outcome, process, result, resolved in _rows(_about(FollowUpAttempt, window), *wanted):
        yield number, instant(at), outcome, process, result, flag(resolved)


def reviews(window: Window) -> Iterator[Row]:
    """One row a settled judgement of an item; what was picked by hand is in no figure (11.1.2.3)."""
    person = person_of(window.hotline)
    for one in settled(window.hotline, window.start, window.end):
        yield one.id, one.order, instant(one.at), person(one.reviewer), one.item, flag(one.is_met)


def gaps(window: Window) -> Iterator[Row]:
    """Known outages that touch the period."""
    found = Outage.objects.filter(
        hotline=window.hotline, from_at__lt=window.end, to_at__gt=window.start
    ).order_by("from_at", "pk")
    for source, since, until in found.values_list("source", "from_at", "to_at"):
        yield source, instant(since), instant(until)


SOURCES: dict[str, Source] = {
    "calls": calls,
    "messages": messages,
    "work_orders": work_orders,
    "assignments": assignments,
    "extensions": extensions,
    "supervisions": supervisions,
    "followups": followups,
    "reviews": reviews,
    "gaps": gaps,
}


def _about(model: Any, window: Window) -> QuerySet[Any]:
    found: QuerySet[Any] = model.objects.filter(order__in=window.orders().values("pk"))
    return found


def _rows(found: QuerySet[Any], *columns: str) -> Iterator[tuple[Any, ...]]:
    return found.order_by("pk").values_list(*columns).iterator(CHUNK)
