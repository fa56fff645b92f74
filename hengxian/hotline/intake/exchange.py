"""Taking in what a switch tells: each event once, each call one contact, however often and in whatever order (B-1)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.archive.traces import REDACTED
from hengxian.hotline.intake import callers, calls
from hengxian.hotline.intake.calls import Call, Event
from hengxian.hotline.intake.outages import covering
from hengxian.hotline.models import Channel, Contact, Hotline, Leg, Outage, SwitchEvent
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import amend, begin, create, create_many
from hengxian.kernel.refusals import Incomplete, Refused
from hengxian.people.models import Account

SWITCH = Actor(0, 0, "话务交换机", frozenset({"exchange"}))
BATCH = 500  # lines of one transaction


@dataclass(frozen=True)
class Taken:
    """What became of some lines: how many were new, known before, and which were refused (line number, sentence)."""

    new: int = 0
    known: int = 0
    refused: tuple[tuple[int, str], ...] = ()

    def __add__(self, other: "Taken") -> "Taken":
        """Together."""
        return Taken(self.new + other.new, self.known + other.known, self.refused + other.refused)


def take_lines(hotline: Hotline, lines: Iterable[str], *, at: datetime) -> Taken:
    """Take JSON lines in, some hundred a transaction; a wrong line is told, and the others are taken all the same."""
    taken, batch = Taken(), list[tuple[int, str]]()
    for number, line in enumerate(lines, 1):
        if line.strip():
            batch.append((number, line))
        if len(batch) == BATCH:
            taken, batch = taken + _take_batch(hotline, batch, at), []
    return taken + _take_batch(hotline, batch, at) if batch else taken


def take(hotline: Hotline, events: Iterable[Event], *, at: datetime) -> Taken:
    """Take events in at once: all of them and the contacts they make, or nothing when the machine dies."""
    return _take(hotline, list(enumerate(events, 1)), at)


def _take_batch(hotline: Hotline, batch: list[tuple[int, str]], at: datetime) -> Taken:
    events, refused = list[tuple[int, Event]](), list[tuple[int, str]]()
    for number, line in batch:
        try:
            events.append((number, calls.read(_json(line))))
        except Refused as wrong:
            refused.append((number, str(wrong)))
    return Taken(refused=tuple(refused)) + _take(hotline, events, at)


def _json(line: str) -> object:
    if "\\u0000" in line or "\0" in line:
        raise Incomplete("含有空字符（U+0000），不能收存")
    try:
        return json.loads(line)
    except ValueError:
        raise Incomplete("不是一行 JSON") from None


@transaction.atomic
def _take(hotline: Hotline, events: list[tuple[int, Event]], at: datetime) -> Taken:
    hold_chain()
    before = _known(hotline, [event.id for _, event in events])
    fresh, known, refused = dict[str, Event](), 0, list[tuple[int, str]]()
    for number, event in events:
        told = before.get(event.id, fresh.get(event.id))
        if told is None:
            fresh[event.id] = event
        elif told == event and (dict(told.told) == dict(event.told) or told.told.get(REDACTED)):
            known += 1
        else:
            refused.append((number, f"事件编号 {event.id} 已用于另一内容，未予采用"))
    SwitchEvent._default_manager.bulk_create(_row(hotline, event, at) for event in fresh.values())
    _make_all(hotline, list(dict.fromkeys(event.call for event in fresh.values() if event.call)), at)
    for event in fresh.values():
        if event.type == "outage":
            _note_outage(hotline, event, at)
    return Taken(len(fresh), known, tuple(refused))


def _known(hotline: Hotline, identities: list[str]) -> dict[str, Event]:
    rows = SwitchEvent._default_manager.filter(hotline=hotline, identity__in=identities)
    return {row.identity: _event(row) for row in rows}


def _event(row: SwitchEvent) -> Event:
    return Event(row.identity, row.type, row.call, row.at, row.told)


def _row(hotline: Hotline, event: Event, at: datetime) -> SwitchEvent:
    return SwitchEvent(
        hotline=hotline, identity=event.id, call=event.call, type=event.type, at=event.at,
        told=dict(event.told), taken_at=at,
    )  # fmt: skip


def _make_all(hotline: Hotline, identities: list[str], at: datetime) -> None:
    """The contacts as all events of the calls make them, and their legs; some statements, however many calls."""
    folded = _folded(hotline, identities)
    own = {"hotline": hotline, "channel": Channel.PHONE}
    known = {each.identity: each for each in Contact._default_manager.filter(**own, identity__in=identities)}
    agents = _agents(call.agent for call in folded.values())
    new: list[Contact] = []
    for identity, call in folded.items():
        facts = _facts(hotline, call, agents, at)
        contact = known.get(identity)
        if contact is None:
            new.append(Contact(identity=identity, **own, **facts))
        elif changes := {name: value for name, value in facts.items() if getattr(contact, name) != value}:
            amend(contact, by=SWITCH, at=at, verb="hear", **changes)
    known |= {contact.identity: contact for contact in create_many(new, by=SWITCH, at=at)}
    for identity, call in folded.items():
        if call.legs:
            _make_legs(known[identity], call, at)


def _folded(hotline: Hotline, identities: list[str]) -> dict[str, Call]:
    told: dict[str, list[Event]] = {identity: [] for identity in identities}
    for row in SwitchEvent._default_manager.filter(hotline=hotline, call__in=identities):
        told[row.call].append(_event(row))
    return {identity: calls.fold(events) for identity, events in told.items()}


def _agents(names: Iterable[str]) -> dict[str, int]:
    found = Account.objects.filter(username__in={name for name in names if name})
    return {account.username: account.person_id for account in found}


def _facts(hotline: Hotline, call: Call, agents: Mapping[str, int], at: datetime) -> dict[str, Any]:
    """What the call says of the contact; what it does not say is left as persons have put it."""
    caller = callers.known(hotline, call.caller, by=SWITCH, at=at) if call.caller else None
    said = {
        "arrived_at": call.arrived_at,
        "answered_at": call.answered_at,
        "ended_at": call.ended_at,
        "queue": call.queue,
        "caller_id": caller and caller.pk,
        "agent_id": agents.get(call.agent),
        "recording": call.recording,
        "recording_digest": call.recording_digest,
        "no_recording_reason": call.no_recording_reason,
        "is_test": call.is_test,
    }
    return {name: value for name, value in said.items() if value}


def _make_legs(contact: Contact, call: Call, at: datetime) -> None:
    known = {leg.identity: leg for leg in contact.legs.all()}
    for told in call.legs:
        facts: dict[str, Any] = {
            "party": told.party, "began_at": told.began_at, "answered_at": told.answered_at,
            "ended_at": told.ended_at, "is_person": told.is_person, "outcome": told.outcome, "told": dict(told.told),
        }  # fmt: skip
        leg = known.get(told.identity)
        if leg is None:
            create(Leg(contact=contact, identity=told.identity, **facts), by=SWITCH, at=at)
        elif changes := {name: value for name, value in facts.items() if getattr(leg, name) != value}:
            amend(leg, by=SWITCH, at=at, verb="hear", **changes)


def _note_outage(hotline: Hotline, event: Event, at: datetime) -> None:
    source = event.text("source") if event.text("source") in ("calls", "messages") else "calls"
    until = event.instant("until") or event.at
    if until > event.at and not covering(hotline, source, event.at, until).exists():
        outage = Outage(
            hotline=hotline, source=source, from_at=event.at, to_at=until, reason=event.text("reason", 200)
        )
        begin(outage, "enter", by=SWITCH, at=at)
