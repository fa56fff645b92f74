"""The event contract of a switch, and what the events of one call make together (B-1; docs/hotline/exchange.md).

Events come late, twice and in any order. A call is therefore never stepped from state to state: it is folded
anew from all that is known of it, and the same events give the same call whatever their order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hengxian.kernel.refusals import Incomplete

TYPES = ("arrival", "queued", "answered", "leg", "ended", "recording", "outage")
LONGEST = 120


@dataclass(frozen=True)
class Event:
    """One event: its own id, its type, the call it belongs to (empty for an outage), its instant, the rest as told."""

    id: str
    type: str
    call: str
    at: datetime
    told: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def text(self, name: str, longest: int = LONGEST) -> str:
        """A told word, empty where it is absent."""
        return str(self.told.get(name) or "").strip()[:longest]

    def instant(self, name: str) -> datetime | None:
        """A told instant, None where it is absent. Incomplete for one that cannot be read."""
        said = self.told.get(name)
        return _instant(said, name) if said else None


@dataclass(frozen=True)
class Leg:
    """One leg: who, from when, answered when, until when, whether a person, and how it came out."""

    identity: str
    party: str
    began_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    is_person: bool
    outcome: str
    told: Mapping[str, Any] = field(compare=False)


@dataclass(frozen=True)
class Call:
    """A call as far as it is known. `answered_at` is the first answer by a person; a robot's is none (10.1.2.2)."""

    identity: str
    arrived_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    queue: str
    caller: str
    agent: str
    recording: str
    recording_digest: str
    no_recording_reason: str
    is_test: bool
    legs: tuple[Leg, ...]


def read(told: object) -> Event:
    """An event from the JSON that a switch sent. Incomplete, saying which field is wrong and what was expected."""
    if not isinstance(told, dict):
        raise Incomplete("事件应为一个 JSON 对象")
    type_ = str(told.get("type") or "")
    if type_ not in TYPES:
        raise Incomplete(f"type 应为 {'、'.join(TYPES)} 之一，现为“{type_[:40]}”", fields=("type",))
    identity = _word(told, "id")
    call = "" if type_ == "outage" else _word(told, "call")
    event = Event(identity, type_, call, _instant(told.get("at"), "at"), told)
    _check_rest(event)
    return event


def fold(events: Iterable[Event]) -> Call:
    """The call that its events tell, in whatever order they came; ValueError without any."""
    known = sorted({event.id: event for event in events}.values(), key=lambda event: (event.at, event.id))
    if not known:
        raise ValueError("a call has at least one event")
    arrivals = _of(known, "arrival")
    answers = [event for event in _of(known, "answered") if event.told.get("by") == "person"]
    queued, recordings = _of(known, "queued"), _of(known, "recording")
    kept = next((each for each in recordings if each.text("path")), None)
    return Call(
        identity=known[0].call,
        # Without its arrival the earliest thing known stands for it, and is corrected once the arrival comes.
        arrived_at=(arrivals or known)[0].at,
        answered_at=answers[0].at if answers else None,
        ended_at=max((event.at for event in _of(known, "ended")), default=None),
        queue=queued[-1].text("queue", 40) if queued else next((e.text("queue", 40) for e in arrivals), ""),
        caller=next((text for event in arrivals if (text := event.text("caller", 40))), ""),
        agent=answers[0].text("agent") if answers else "",
        recording=kept.text("path", 200) if kept else "",
        recording_digest=kept.text("sha256", 64).lower() if kept else "",
        no_recording_reason="" if kept else next((event.text("reason") for event in recordings), ""),
        is_test=any(event.told.get("is_test") is True for event in known),
        legs=_legs(known),
    )


def _legs(known: list[Event]) -> tuple[Leg, ...]:
    by_leg: dict[str, list[Event]] = {}
    for event in _of(known, "leg"):
        by_leg.setdefault(event.text("leg"), []).append(event)
    return tuple(_leg(identity, told) for identity, told in sorted(by_leg.items()))


def _leg(identity: str, told: list[Event]) -> Leg:
    # A leg may be told several times, each time with more: what is known of it is all that was said.
    answered = [at for event in told if (at := event.instant("answered_at"))]
    ended = [at for event in told if (at := event.instant("ended_at"))]
    return Leg(
        identity=identity,
        party=next((text for event in reversed(told) if (text := event.text("party", 80))), ""),
        began_at=told[0].at,
        answered_at=min(answered, default=None),
        ended_at=max(ended, default=None),
        is_person=all(event.told.get("is_person") is not False for event in told),
        outcome=next((text for event in reversed(told) if (text := event.text("outcome", 40))), ""),
        told=dict(told[-1].told),
    )


def _of(events: list[Event], type_: str) -> list[Event]:
    return [event for event in events if event.type == type_]


def _check_rest(event: Event) -> None:
    if event.type == "answered" and event.told.get("by") not in ("person", "robot"):
        raise Incomplete("answered 事件的 by 应为 person（人工）或 robot（语音应答、机器人）", fields=("by",))
    if event.type == "leg":
        _word(event.told, "leg")
    if event.type == "recording" and not (event.text("path") or event.text("reason")):
        raise Incomplete(
            "recording 事件应有 path（录音路径），没有录音的应有 reason（原因）", fields=("path",)
        )
    if event.type == "outage" and event.instant("until") is None:
        raise Incomplete("outage 事件应有 until（中断结束时间）", fields=("until",))
    for name in ("answered_at", "ended_at", "until"):
        event.instant(name)


def _word(told: Mapping[str, Any], name: str) -> str:
    said = told.get(name)
    text = str(said).strip() if isinstance(said, str | int) else ""
    if not text or len(text) > LONGEST:
        raise Incomplete(f"{name} 应为 1 至 {LONGEST} 个字符", fields=(name,))
    return text


def _instant(said: object, name: str) -> datetime:
    try:
        at = datetime.fromisoformat(str(said))
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise Incomplete(
            f"{name} 应为带时区的 ISO 8601 时间，例如 2026-03-02T12:00:00+08:00，现为“{str(said)[:40]}”",
            fields=(name,),
        )
    return at
