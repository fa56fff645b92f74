"""The tables of a dataset, row by row, in the contract's columns (dataset.md).

Nothing here reads a name, a number, a text or a place: what is not selected cannot leak.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import Func, QuerySet

from hengxian.hotline.dataset.window import Window
from hengxian.hotline.dataset.words import Told, flag, flagged, instant, person_of, unit
from hengxian.hotline.lifecycles.outage import ENTERED
from hengxian.hotline.models import Channel, Extension, FollowUpAttempt, Outage, Part, Supervision
from hengxian.hotline.reviewing.settled import settled

Row = Sequence[str | int | None]  # None is written as nothing
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
    instants = (Told(each) for each in ("arrived_at", "answered_at", "ended_at"))
    for pk, queue, agent, caller, is_test, *at in _rows(
        found, "pk", "queue", "agent_id", "caller__key", flagged("is_test"), *instants
    ):
        yield pk, *at, queue, person(agent), caller, is_test


def messages(window: Window) -> Iterator[Row]:
    """Contacts by any other channel; answered by a person or not at all."""
    found = window.contacts().exclude(channel=Channel.PHONE)
    instants = (Told(each) for each in ("arrived_at", "answered_at"))
    for pk, channel, is_test, *at in _rows(found, "pk", "channel", flagged("is_test"), *instants):
        yield pk, channel, *at, is_test


def work_orders(window: Window) -> Iterator[Row]:
    """One row an order, a test when its contact is one (B-13)."""
    person = person_of(window.hotline)
    for (
        number, channel, kind, handling, lead_name, rounds, matter, caller, code, by, approved_by,
        at_once, resolved, is_emergency, is_planned, is_confidential, is_test, is_test_call, *at,
    ) in _rows(window.orders(), *_ORDER, *map(flagged, _FLAGS), *map(Told, _INSTANTS)):  # fmt: skip
        accepted, transferred, due, replied, recorded, closed, reopened, to_manager, to_unit = at
        if reopened and not closed:  # reply and record of the round before do not close it again (closed_at)
            replied = recorded = None
        lead = unit(lead_name)
        yield (
            number, accepted, channel, kind, handling, at_once, transferred, lead, lead, due, replied, recorded,
            closed, resolved, rounds, reopened, matter, caller, code, person(by), person(approved_by), is_emergency,
            to_manager, to_unit, is_planned, is_confidential, is_test or is_test_call or 0,
        )  # fmt: skip


_ORDER = (
    "number", "channel", "type", "handling", "lead__name", "rounds", "matter_key", "caller__key", "exclusion",
    "exclusion_by_id", "exclusion_approved_by_id",
)  # fmt: skip
_FLAGS = (
    "closed_in_first_contact", "claimed_resolved", "is_emergency", "followup_planned", "is_confidential", "is_test",
    "contact__is_test",
)  # fmt: skip
_INSTANTS = (
    "accepted_at", "transferred_at", "due_at", "replied_at", "recorded_at", "closed_at", "reopened_at",
    "reported_to_manager_at", "reported_to_department_at",
)  # fmt: skip


def assignments(window: Window) -> Iterator[Row]:
    """A unit's spells with an order."""
    wanted = (
        "order__number",
        "unit__name",
        flagged("is_lead"),
        "return_reason",
        Told("since"),
        Told("until"),
    )
    for number, name, is_lead, reason, since, until in _rows(_about(Part, window), *wanted):
        yield number, unit(name), is_lead, since, until, RETURNED if reason else ""


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
    """Known outages that touch the period, those withdrawn left out."""
    found = Outage.objects.filter(
        hotline=window.hotline, status=ENTERED, from_at__lt=window.end, to_at__gt=window.start
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


def _rows(found: QuerySet[Any], *columns: str | Func) -> Iterator[tuple[Any, ...]]:
    return found.order_by("pk").values_list(*columns).iterator(CHUNK)
