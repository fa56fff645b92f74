"""FreeSWITCH's mod_json_cdr, a record a channel, as events of the contract. From public documentation, without one.

A queue (mod_callcenter) leaves several records of one call: the caller's, whose side is `member`, and one for every
agent's phone that rang, which names the caller's by `cc_member_session_uuid`. Channels of no queue tell nothing: they
may as well be an agent's own calls, and so a caller who left before the queue is not told of.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import unquote

from hengxian.kernel.refusals import Incomplete
from hengxian.telephony.contract import Event, caller_number, event

OUTCOMES = {
    "NO_ANSWER": "振铃未接", "USER_BUSY": "占线", "CALL_REJECTED": "拒接", "ORIGINATOR_CANCEL": "服务对象已挂机",
    "LOSE_RACE": "由他人接听", "USER_NOT_REGISTERED": "未能接通", "NO_USER_RESPONSE": "未能接通",
}  # fmt: skip


@dataclass
class CallRecords:
    """A reader of one switch's records; `name` sets its calls apart from another's, `agents` gives user names."""

    name: str
    zone: tzinfo
    agents: Mapping[str, str] = field(default_factory=dict)

    def read(self, text: str) -> list[Event]:
        """What one record tells; the same record always tells the same. Incomplete for one of another kind."""
        told = _variables(text)
        if told.get("cc_side") == "agent":
            return list(self._agent_leg(told))
        return list(self._caller(told)) if told.get("cc_side") == "member" else []

    def _caller(self, told: Mapping[str, str]) -> Iterator[Event]:
        call, queue = told["uuid"], told.get("cc_queue", "")
        caller = caller_number(told.get("caller_id_number", ""))
        yield self._event(call, "arrival", _instant(told, "start"), caller=caller, queue=queue)
        if robot_at := _when(
            told, "answer"
        ):  # the switch itself: an agent's answer is in cc_queue_answered_epoch
            yield self._event(call, "answered", robot_at, step="robot", by="robot")
        if queued_at := _when(told, "cc_queue_joined"):
            yield self._event(call, "queued", queued_at, queue=queue)
        if answered_at := _when(told, "cc_queue_answered"):
            agent = told.get("cc_agent", "")
            yield self._event(call, "answered", answered_at, by="person", agent=self.agents.get(agent, agent))
        yield self._event(call, "ended", _instant(told, "end"))

    def _agent_leg(self, told: Mapping[str, str]) -> Iterator[Event]:
        call, leg = told.get("cc_member_session_uuid"), told["uuid"]
        if call:
            answered_at = _when(told, "answer")
            more: dict[str, Any] = {
                "leg": f"{self.name}-{leg}",
                "party": told.get("cc_agent", ""),
                "is_person": True,
            }
            more |= {"answered_at": answered_at and answered_at.astimezone(self.zone)}
            more |= {"ended_at": _instant(told, "end").astimezone(self.zone)}
            more |= {"outcome": "" if answered_at else OUTCOMES.get(told.get("hangup_cause", ""), "未能接通")}
            yield self._event(call, "leg", _instant(told, "start"), step=leg, **more)

    def _event(self, call: str, kind: str, at: datetime, step: str = "", **more: Any) -> Event:
        own = f"{self.name}-{call}"
        return event(f"{own}-{step or kind}"[:120], kind, own, at.astimezone(self.zone), **more)


def _variables(text: str) -> dict[str, str]:
    try:
        told = json.loads(text).get("variables")
        found = {
            str(name): unquote(str(value)) for name, value in told.items()
        }  # encode-values is on by default
    except (ValueError, AttributeError):
        raise Incomplete("应为 mod_json_cdr 的一份 JSON，含 variables") from None
    if not found.get("uuid"):
        raise Incomplete("variables 中没有 uuid")
    return found


def _instant(told: Mapping[str, str], name: str) -> datetime:
    at = _when(told, name)
    if at is None:
        raise Incomplete(f"variables 中没有 {name}_epoch")
    return at


def _when(told: Mapping[str, str], name: str) -> datetime | None:
    """Microseconds where they are told, else seconds; 0 means that it never was."""
    for field_, unit in ((f"{name}_uepoch", 1_000_000), (f"{name}_epoch", 1)):
        said = told.get(field_, "")
        if said.isascii() and said.isdigit() and int(said):
            return datetime.fromtimestamp(int(said) / unit, UTC)
    return None
