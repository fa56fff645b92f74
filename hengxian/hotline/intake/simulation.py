"""A switch that does not exist: callers come at random, seeded, and it tells what the contract says (demo, tests).

It writes the very events that a real switch's adapter writes, so that nothing behind the contract knows better.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

# Share of a day's calls by the hour of the day: quiet nights, a morning and an afternoon peak.
BY_HOUR = (4, 3, 2, 2, 2, 4, 12, 32, 62, 84, 88, 74, 46, 48, 72, 80, 76, 62, 48, 40, 34, 26, 16, 8)
BUSY = max(BY_HOUR)
ROBOT_SECONDS = 2.0
TALK_SECONDS = 150.0
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Plan:
    """What is simulated: calls an hour at the busiest, the agents' user names, how many numbers call, which seed."""

    per_hour: float
    agents: Sequence[str]
    callers: int = 400
    seed: int = 7
    prefix: str = "sim"


def events(plan: Plan, start: datetime, length: timedelta) -> Iterator[dict[str, Any]]:
    """The events of a stretch, in order of time; the same plan and start give the same events."""
    drawn = random.Random(f"{plan.seed}:{start.isoformat()}")
    free_at = dict.fromkeys(plan.agents, start)
    told: list[dict[str, Any]] = []
    for number, at in enumerate(_arrivals(drawn, plan, start, length), 1):
        identity = f"{plan.prefix}-{at:%Y%m%d%H%M%S}-{number}"
        told += _call(drawn, identity, at, free_at, _caller(drawn, plan))
    return iter(sorted(told, key=lambda event: (event["at"], event["id"])))


def _arrivals(drawn: random.Random, plan: Plan, start: datetime, length: timedelta) -> Iterator[datetime]:
    # Thinning: arrivals at the busiest rate, each kept with its hour's share of that rate.
    at, end = start, start + length
    while (at := at + timedelta(seconds=drawn.expovariate(plan.per_hour / 3600))) < end:
        if drawn.random() < BY_HOUR[at.hour] / BUSY:
            yield at


def _call(
    drawn: random.Random, identity: str, at: datetime, free_at: dict[str, datetime], caller: str
) -> list[dict[str, Any]]:
    tell = _Teller(identity)
    tell("arrival", at, caller=caller, queue="市民")
    tell("answered", at + _seconds(0.3), by="robot")
    queued_at = at + _seconds(ROBOT_SECONDS)
    tell("queued", queued_at, queue="人工")
    agent, free = min(free_at.items(), key=lambda pair: (pair[1], pair[0]), default=("", None))
    gives_up_at = queued_at + _seconds(drawn.expovariate(1 / PATIENCE_SECONDS) + 5)
    picks_up_at = max(queued_at, free or gives_up_at) + _seconds(drawn.uniform(1, 6))
    if free is None or picks_up_at > gives_up_at:
        tell("ended", gives_up_at)
        return tell.told
    ends_at = picks_up_at + _seconds(20 + drawn.expovariate(1 / TALK_SECONDS))
    free_at[agent] = ends_at + _seconds(15)
    tell("answered", picks_up_at, by="person", agent=agent)
    tell("ended", ends_at)
    tell("recording", ends_at + _seconds(1), path=f"{at:%Y/%m/%d}/{identity}.wav")
    return tell.told


class _Teller:
    """Collects the events of one call, numbered."""

    def __init__(self, call: str) -> None:
        self.call = call
        self.told: list[dict[str, Any]] = []

    def __call__(self, type_: str, at: datetime, **more: Any) -> None:
        id_ = f"{self.call}-{len(self.told) + 1}"
        at = at.replace(microsecond=at.microsecond // 1000 * 1000)
        self.told.append({"id": id_, "type": type_, "call": self.call, "at": at.isoformat()} | more)


def _caller(drawn: random.Random, plan: Plan) -> str:
    # A number that no network gives out: 0000 stands where an exchange would.
    return f"0599-0000{drawn.randrange(plan.callers):04d}" if drawn.random() < 0.95 else ""


def _seconds(number: float) -> timedelta:
    return timedelta(seconds=number)
