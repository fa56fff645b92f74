"""What happened in an invented hotline: rows of every table, crowded around the limits."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from .contract import TABLES
from .instants import DAY, HOUR, MINUTE, SECOND, midnight
from .messy_orders import invent_about_orders, invent_orders

Facts = dict[str, list[dict[str, Any]]]
MS = 1000
ANCHORS = (
    date(2025, 1, 24),  # spring festival, a worked Sunday
    date(2025, 3, 9),  # a clock change in New York
    date(2025, 3, 29),  # a clock change in London
    date(2025, 4, 2),
    date(2025, 9, 25),  # the week before the long holiday, a worked Sunday
    date(2025, 11, 1),  # New York turns back
    date(2025, 12, 29),
    date(2026, 12, 26),  # the next year is not announced
    date(2026, 12, 29),
)


@dataclass
class World:
    """Where and when: a zone, the period, and as_of where one is declared."""

    rng: random.Random
    zone: ZoneInfo
    start_on: date
    end_on: date
    as_of: int | None

    @property
    def start(self) -> int:
        return midnight(self.start_on, self.zone)

    @property
    def end(self) -> int:
        return midnight(self.end_on, self.zone)

    @property
    def cut(self) -> int:
        return self.end if self.as_of is None else self.as_of

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def moment(self) -> int:
        """An instant near the period, often on a whole minute, sometimes exactly on a limit."""
        if self.chance(0.12):
            limits = (self.start, self.end, self.end - MS, self.start + DAY, self.cut, self.cut + MS)
            return self.rng.choice(limits)
        first, last = self.start - DAY // 2, self.end + DAY // 2
        unit = self.rng.choices((30 * MINUTE, MINUTE, SECOND, MS), (3, 4, 2, 1))[0]
        return first // unit * unit + self.rng.randrange((last - first) // unit) * unit

    def near(self, instant: int, *steps: int) -> int:
        return instant + self.rng.choice(steps)


def invent_world(rng: random.Random) -> World:
    name = rng.choices(("Asia/Shanghai", "Asia/Urumqi", "America/New_York", "Europe/London"), (6, 1, 2, 1))[0]
    start = rng.choice(ANCHORS) + timedelta(days=rng.randrange(-1, 3))
    world = World(rng, ZoneInfo(name), start, start + timedelta(days=rng.randrange(1, 7)), None)
    if rng.random() < 0.75:
        length = world.end - world.start
        world.as_of = rng.choice(
            (
                world.end,
                world.end + 4 * DAY,
                world.end + 9 * HOUR + 1 * MS,
                world.start + rng.randrange(length // MINUTE) * MINUTE,
                world.start + min(length, DAY),
                world.end + 20 * DAY,
            )
        )
    return world


def invent(world: World, rows: int, ambiguous: bool) -> Facts:
    """Rows of all nine tables."""
    facts = {"calls": invent_calls(world, rows), "messages": invent_messages(world, rows)}
    facts["work_orders"] = invent_orders(world, rows)
    facts |= invent_about_orders(world, facts["work_orders"], ambiguous)
    facts["gaps"] = [invent_gap(world) for _ in range(world.rng.randrange(3))]
    return {table: [dict.fromkeys(TABLES[table]) | row for row in facts[table]] for table in TABLES}


def invent_calls(world: World, rows: int) -> list[dict[str, Any]]:
    """Calls with ties, with pairs exactly 24 h and 2 h apart, one in twenty lost exactly, and legs."""
    rng, arrivals = world.rng, [world.moment()]
    while len(arrivals) < rows:
        steps = (0, DAY, 2 * HOUR, 2 * HOUR + MS, 3 * MINUTE)
        is_near = world.chance(0.5)
        arrivals.append(world.near(rng.choice(arrivals), *steps) if is_near else world.moment())
    lost = set(rng.sample(range(rows), rows // rng.choice((20, 20, 10, 3)) or 1))
    calls = [invent_call(world, n, at, n in lost) for n, at in enumerate(arrivals)]
    for call in rng.sample(calls, rows // 10):
        calls += legs_of(world, call)
    rng.shuffle(calls)
    return calls


def invent_call(world: World, number: int, at: int, is_lost: bool) -> dict[str, Any]:
    delay = world.rng.choice((0, 3000, 14_999, 15_000, 15_001, 16_000, 200_000)) * MS
    return {
        "call_id": f"C{number}",
        "arrived_at": at,
        "answered_at": None if is_lost else at + delay,
        "ended_at": at + delay + world.rng.choice((0, MINUTE)) if world.chance(0.7) else None,
        "queue": world.rng.choice((None, "综合", "专席, 二")),
        "is_test": world.rng.choice((None, False, False, False, world.chance(0.2))),
    }


def legs_of(world: World, call: dict[str, Any]) -> list[dict[str, Any]]:
    """Further legs; as_of may fall between them, and a leg may be a test or be answered first."""
    is_own_id = world.chance(0.5)
    linked = call["call_id"] if is_own_id else f"L{call['call_id']}"
    if not is_own_id or world.chance(0.5):
        call["linked_id"] = linked
    legs = []
    for number in range(world.rng.choice((1, 2))):
        at = world.near(
            call["arrived_at"],
            0,
            -5 * SECOND,
            10 * SECOND,
            15 * SECOND,
            max(0, world.cut - call["arrived_at"]) + MS,
        )
        leg = invent_call(world, 0, at, world.chance(0.5))
        legs.append(leg | {"call_id": f"{call['call_id']}-{number}", "linked_id": linked})
    return legs


def invent_messages(world: World, rows: int) -> list[dict[str, Any]]:
    messages = []
    for number in range(rows // 2):
        channel = world.rng.choice(("sms", "web", "app", "social", "other", "mailbox", "mailbox"))
        limit = DAY if channel == "mailbox" else 3 * MINUTE
        at = world.near(world.cut, -limit, -limit + MS) if world.chance(0.2) else world.moment()
        answered = world.near(at, 0, limit - MS, limit, limit, limit + MS, 2 * limit)
        messages.append(
            {
                "message_id": f"M{number}",
                "channel": channel,
                "received_at": at,
                "responded_at": None if world.chance(0.25) else answered,
                "is_test": True if world.chance(0.05) else world.rng.choice((None, False)),
            }
        )
    return messages


def invent_gap(world: World) -> dict[str, Any]:
    at = world.moment()
    return {"source": world.rng.choice(("calls", "messages")), "from_at": at, "to_at": at + HOUR}
