"""Asterisk's queue_log, line by line, as events of the contract. Made from public documentation, without an Asterisk.

What the log cannot tell is not made up: callers who leave before the queue are not in it, a call without an exit line
has no end, and the robot's answer is not known. `epoch|callid|queue|member|EVENT|p1|p2…`; the epoch is UTC.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Any

from hengxian.kernel.refusals import Incomplete
from hengxian.telephony.contract import Event, caller_number, event

NOBODY = {"", "NONE", "REALTIME", "MANAGER"}  # lines of the queues themselves, of no call
COMPLETED = {"COMPLETEAGENT", "COMPLETECALLER", "TRANSFER", "BLINDTRANSFER", "ATTENDEDTRANSFER"}
UNANSWERED = {"RINGNOANSWER": "振铃未接", "RINGCANCELED": "服务对象已挂机"}
WAITED = {
    "ABANDON": 2,
    "EXITWITHTIMEOUT": 2,
    "EXITEMPTY": 2,
    "EXITWITHKEY": 3,
}  # where the waiting time stands


@dataclass(frozen=True)
class Line:
    """One line, read: its instant, the call's and the queue's name, the member, the event and what stands behind it."""

    at: datetime
    call: str
    queue: str
    member: str
    event: str
    rest: Sequence[str]
    digest: str

    def seconds(self, place: int) -> timedelta | None:
        """The whole seconds at a place behind the event; None where there are none."""
        said = self.rest[place].strip() if place < len(self.rest) else ""
        return timedelta(seconds=int(said)) if said.isascii() and said.isdigit() else None


@dataclass
class QueueLog:
    """A reader of one switch's log. `name` sets its calls apart from another switch's; `agents` gives user names."""

    name: str
    zone: tzinfo
    agents: Mapping[str, str] = field(default_factory=dict)
    unended: dict[str, datetime] = field(default_factory=dict)
    """Calls that entered and have not left, with the instant they were last heard of."""
    _legs: dict[str, tuple[str, datetime]] = field(default_factory=dict)

    def read(self, text: str) -> list[Event]:
        """What one line tells; the same line always tells the same. Incomplete for one that is none of a queue_log."""
        line = _line(text, self.name, self.zone)
        return list(self._events(line)) if line else []

    def _events(self, line: Line) -> Iterator[Event]:
        self.unended[line.call] = line.at
        if line.event == "ENTERQUEUE":
            caller = line.rest[1] if len(line.rest) > 1 else ""
            yield self._event(line, "arrival", line.at, caller=caller_number(caller), queue=line.queue)
            yield self._event(line, "queued", line.at, queue=line.queue)
        elif line.event == "CONNECT":
            yield from self._connect(line)
        elif line.event in UNANSWERED:
            yield self._unanswered(line)
        elif line.event in COMPLETED:
            yield from self._complete(line)
        elif line.event in WAITED or line.event == "SYSCOMPAT":
            yield from self._waited(line, WAITED.get(line.event, len(line.rest)))
            yield self._end(line)

    def _connect(self, line: Line) -> Iterator[Event]:
        yield from self._waited(line, 0)
        rang = line.seconds(2) or timedelta()
        leg = f"{line.call}-{line.rest[1] if len(line.rest) > 1 and line.rest[1] else line.digest[:12]}"
        self._legs[line.call] = leg, line.at - rang
        who: dict[str, Any] = {"leg": leg, "party": line.member, "is_person": True, "answered_at": line.at}
        yield self._event(line, "leg", line.at - rang, **who)
        yield self._event(line, "answered", line.at, by="person", agent=self._agent(line))

    def _unanswered(self, line: Line) -> Event:
        # The only time in the log that is told in thousandths; some versions tell none.
        rang = (line.seconds(0) or timedelta()) / 1000
        who: dict[str, Any] = {
            "leg": f"{line.call}-{line.digest[:12]}",
            "party": line.member,
            "is_person": True,
        }
        return self._event(
            line, "leg", line.at - rang, ended_at=line.at, outcome=UNANSWERED[line.event], **who
        )

    def _complete(self, line: Line) -> Iterator[Event]:
        leg, began_at = self._legs.pop(line.call, ("", line.at))
        if leg:
            yield self._event(line, "leg", began_at, leg=leg, party=line.member, ended_at=line.at)
        else:
            yield from self._connected_before(line)
        if "TRANSFER" in line.event and line.rest:
            told = {"leg": f"{line.call}-{line.digest[:12]}", "party": line.rest[0]}
            yield self._event(line, "leg", line.at, step="transfer", **told)
        yield self._end(line)

    def _connected_before(self, line: Line) -> Iterator[Event]:
        """His entering and the agent's answer, from the spans in the last line: theirs stand in a file nobody reads."""
        place = 0 if line.event.startswith("COMPLETE") else 2
        waited, talked = (line.seconds(place + each) or timedelta() for each in (0, 1))
        yield self._event(line, "queued", line.at - talked - waited, queue=line.queue)
        yield self._event(line, "answered", line.at - talked, by="person", agent=self._agent(line))

    def _waited(self, line: Line, place: int) -> Iterator[Event]:
        """Since when he was in the queue, should his entering stand in a file that nobody reads."""
        if (waited := line.seconds(place)) is not None:
            yield self._event(line, "queued", line.at - waited, queue=line.queue)

    def _end(self, line: Line) -> Event:
        self.unended.pop(line.call, None)
        return self._event(line, "ended", line.at)

    def _event(self, line: Line, kind: str, at: datetime, step: str = "", **more: Any) -> Event:
        identity = f"{self.name}-{line.digest[:24]}-{step or kind}"
        return event(identity, kind, line.call, at.astimezone(self.zone), **more)

    def _agent(self, line: Line) -> str:
        return self.agents.get(line.member, line.member)


def _line(text: str, name: str, zone: tzinfo) -> Line | None:
    """None for a line of no call."""
    said = text.rstrip("\r\n").split("|")
    if len(said) < 5:
        raise Incomplete("应为 时间|呼叫编号|队列|成员|事件|…")
    if said[1] in NOBODY:
        return None
    digest = hashlib.sha256(text.strip().encode()).hexdigest()
    return Line(
        _instant(said[0], zone), f"{name}-{said[1]}"[:120], said[2], said[3], said[4], said[5:], digest
    )


def _instant(said: str, zone: tzinfo) -> datetime:
    """Seconds since 1970 in a file, a local time in a database's export."""
    try:
        if said.replace(".", "", 1).isdigit():
            return datetime.fromtimestamp(float(said), zone)
        at = datetime.fromisoformat(said)
    except (ValueError, OverflowError, OSError):
        raise Incomplete(f"时间应为 1970 年以来的秒数，现为“{said[:40]}”") from None
    return at if at.tzinfo else at.replace(tzinfo=zone)
