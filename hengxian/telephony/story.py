"""What the switch tells of a call, step by step: events whose identities follow from the call and the leg."""

from datetime import datetime

from hengxian.telephony.calls import Call, Leg
from hengxian.telephony.contract import Event, event
from hengxian.telephony.news import Kept
from hengxian.telephony.plan import Plan


def arrival(call: Call, plan: Plan) -> Event:
    """It rings at the hotline; calls from the plan's test numbers are marked, and are in no figure (B-13)."""
    is_test = call.caller in plan.test_callers or None
    who = {"caller": call.caller, "queue": plan.queue, "is_test": is_test}
    return event(f"{call.identity}-arrival", "arrival", call.identity, call.arrived_at, **who)


def robot(call: Call, at: datetime) -> Event:
    """The switch itself answered, which answers nobody (10.1.2.2)."""
    return event(f"{call.identity}-robot", "answered", call.identity, at, by="robot")


def queued(call: Call, plan: Plan, at: datetime) -> Event:
    """He waits for an agent."""
    return event(f"{call.identity}-queued", "queued", call.identity, at, queue=plan.queue)


def rung(call: Call, leg: Leg) -> Event:
    """A phone is being rung."""
    return _leg(call, leg, "rung")


def picked_up(call: Call, leg: Leg, at: datetime) -> tuple[Event, ...]:
    """Somebody took the receiver; an agent who does answers the call."""
    told = _leg(call, leg, "picked-up", answered_at=at)
    if not leg.phone.is_agent:
        return (told,)
    who = {"by": "person", "agent": leg.phone.party}
    return told, event(f"{leg.identity}-answered", "answered", call.identity, at, **who)


def let_go(call: Call, leg: Leg, reason: str, at: datetime) -> Event:
    """The leg is over; how it came out is said of one that nobody picked up."""
    outcome = "" if leg.answered_at else reason
    return _leg(call, leg, "over", answered_at=leg.answered_at, ended_at=at, outcome=outcome)


def ended(call: Call, at: datetime) -> Event:
    """The caller is off the line."""
    return event(f"{call.identity}-ended", "ended", call.identity, at)


def kept(news: Kept, at: datetime) -> Event:
    """Where the recording lies, or why there is none (9.2.2.2)."""
    said = {"path": news.path, "sha256": news.sha256, "reason": news.reason}
    return event(f"{news.call}-recording", "recording", news.call, at, **said)


def _leg(call: Call, leg: Leg, step: str, **more: object) -> Event:
    who = {"leg": leg.identity, "party": leg.phone.label, "is_person": True}
    return event(f"{leg.identity}-{step}", "leg", call.identity, leg.began_at, **who, **more)
